/** Letters about credentials: plain text, one purpose each, with what to do if one knows nothing of it. */
import type { Message } from '../platform/mail/index.js';

export type ClaimLetterAbout = {
  about: 'offered' | 'corrected' | 'renewed';
  issuer: string;
  achievement: string;
  origin: string;
  token: string;
  /** Its address. */
  credential: string;
};

const OPENINGS: Record<ClaimLetterAbout['about'], (issuer: string, achievement: string) => string> = {
  offered: (issuer, achievement) => `${issuer} has awarded you the credential “${achievement}”.`,
  corrected: (issuer, achievement) =>
    `${issuer} has corrected your credential “${achievement}”. The one that you had before is no longer valid; this one stands in its place.`,
  renewed: (issuer, achievement) =>
    `${issuer} has renewed your credential “${achievement}”. The one that you had before goes on until its own end.`,
};

/** To whoever is awarded something. The address may be somebody else's, so it tells no name and no result. */
export function claimLetter(
  to: string,
  { about, issuer, achievement, origin, token, credential }: ClaimLetterAbout,
): Message {
  const [who, what] = [plain(issuer), plain(achievement)];
  return {
    to,
    subject: about === 'offered' ? `${who}: your credential “${what}”` : `${who}: your ${about} credential “${what}”`,
    text: letter(
      OPENINGS[about](who, what),
      'Look at it here and take it with you. It is a signed file that is yours, with or without an account:',
      `${origin}/claim/${token}`,
      `Anybody to whom you show it can check that it is real and still valid, free of charge, at ${origin}/verify. Its number is ${credential.slice(credential.lastIndexOf('/') + 1)}.`,
      `If you know nothing of this, open the same link and choose “This is not me”. ${who} is told, and the credential is cancelled. If you do nothing, nothing happens.`,
    ),
  };
}

/** That a credential was revoked, suspended or holds again: to whoever it was issued to. */
export function changedLetter(
  to: string,
  given: {
    how: 'revoked' | 'suspended' | 'resumed';
    issuer: string;
    achievement: string;
    reason: string;
    words: string | null;
    origin: string;
  },
): Message {
  const [who, what] = [plain(given.issuer), plain(given.achievement)];
  const said =
    given.how === 'resumed'
      ? []
      : [`The reason given: ${given.reason}${given.words ? ` “${plain(given.words)}”` : ''}`];
  const after = {
    revoked:
      'Whoever checks it is told that it is no longer valid. That cannot be taken back; a new one can be issued.',
    suspended: 'Whoever checks it is told that it does not hold at this moment. It can hold again.',
    resumed: 'It holds again. Whoever checks it is told so.',
  };
  return {
    to,
    subject:
      given.how === 'resumed' ? `Your credential “${what}” holds again` : `Your credential “${what}” was ${given.how}`,
    text: letter(
      `${who} has ${given.how === 'resumed' ? 'lifted the suspension of' : given.how} your credential “${what}”.`,
      ...said,
      after[given.how],
      `If you think that this is wrong, write to ${who}. You can check the credential yourself at ${given.origin}/verify.`,
    ),
  };
}

/** Before a credential ends. */
export function endingLetter(
  to: string,
  given: { issuer: string; achievement: string; ends: string; renewal: string | null; origin: string },
): Message {
  const [who, what] = [plain(given.issuer), plain(given.achievement)];
  return {
    to,
    subject: `Your credential “${what}” ends on ${given.ends}`,
    text: letter(
      `Your credential “${what}” from ${who} holds until ${given.ends}.`,
      given.renewal
        ? `How it is renewed, in the words of ${who}: “${plain(given.renewal, 1000)}”`
        : `Ask ${who} whether and how it can be renewed.`,
      `After that day it still shows what you achieved, and whoever checks it is told that it has ended. You find it at ${given.origin}/my/credentials.`,
    ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${[...paragraphs, 'Cairn'].join('\n\n')}\n`;
}

/** Words of others in one short line, which cannot lead anywhere. */
function plain(words: string, most = 200): string {
  const line = words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\b(https?:\/\/|www\.)\S*/gi, '…')
    .trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
