/** What an exchange of contacts looks like to each side: no contact is seen unless both gave theirs, and a refusal by nobody. */
export type ContactState = 'asked' | 'accepted' | 'declined' | 'ended';
export type Contact = {
  id: string;
  askerId: string;
  askedId: string;
  askerName: string;
  askedName: string;
  askerContact: string | null;
  askedContact: string | null;
  state: ContactState;
  askedAt: Date;
  /** Of what was declined: who asked took it back, without knowing. */
  endedAt: Date | null;
};
/** `waits`: they asked you. `asked`: you asked, and hear no more unless they agree. */
export type SeenContact = {
  id: string;
  other: string;
  name: string;
  stance: 'waits' | 'asked' | 'exchanged';
  /** Theirs; null unless it is exchanged. */
  contact: string | null;
  /** What you gave; null unless it is exchanged. */
  own: string | null;
};

/** Null: nothing of it is shown to this person. */
export function seenBy(contact: Contact, personId: string): SeenContact | null {
  const { id, askerId, askedId, state } = contact;
  if (personId !== askerId && personId !== askedId) return null;
  const isAsker = personId === askerId;
  const [own, theirs] = isAsker
    ? [contact.askerContact, contact.askedContact]
    : [contact.askedContact, contact.askerContact];
  const seen = { id, other: isAsker ? askedId : askerId, name: isAsker ? contact.askedName : contact.askerName };
  if (state === 'accepted') return { ...seen, stance: 'exchanged', contact: theirs, own };
  const waiting = { ...seen, contact: null, own: null };
  if (state === 'asked') return { ...waiting, stance: isAsker ? 'asked' : 'waits' };
  // A refusal looks to who asked as if nobody had answered.
  return state === 'declined' && isAsker && contact.endedAt === null ? { ...waiting, stance: 'asked' } : null;
}

/** Asks in a day, of one person. */
export const ASKS_A_DAY = 10;

/** A mail address or a link, as one shows it; null: neither. */
export function readContact(typed: string): string | null {
  const text = typed.trim();
  if (text.length > 300) return null;
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)) return text;
  return /^https:\/\/[^\s<>"]+$/.test(text) && URL.canParse(text) ? new URL(text).href : null;
}
