/** Letters of the wallet: plain text. */
import type { NotificationTopic } from '../accounts/index.js';
import type { Message } from '../platform/mail/index.js';
import type { Change } from './rules/checking.js';
import { issuerOf, nameOf } from './rules/cv.js';
import type { Findings } from './schema.js';

export const CREDENTIAL_CHANGED: NotificationTopic = {
  id: 'wallet.credential-changed',
  label: 'A credential of yours changes',
  about: 'One letter when a credential in your wallet is revoked, suspended, ends or counts again.',
  default: true,
};

const WORDS: Record<NonNullable<Change>, { subject: string; text: string }> = {
  revoked: {
    subject: 'A credential of yours was revoked',
    text: 'Its issuer has taken it back. Whoever checks it is told so. Ask the issuer why, if you do not know.',
  },
  suspended: {
    subject: 'A credential of yours is suspended',
    text: 'Its issuer has suspended it for now. Whoever checks it is told so. Ask the issuer why, if you do not know.',
  },
  back: { subject: 'A credential of yours counts again', text: 'It is current, and checks say so.' },
  ended: {
    subject: 'A credential of yours has ended',
    text: 'Its time is over. It still shows what you achieved. Its issuer may renew it.',
  },
  'not-authentic': {
    subject: 'A credential of yours does not check any more',
    text: 'Its signature and its issuer’s key do not fit together any more. The issuer may have changed keys: ask for a new copy.',
  },
  authentic: { subject: 'A credential of yours checks again', text: 'Its signature is found to be good again.' },
};

export function changeLetter(
  held: Findings & { id: string },
  change: NonNullable<Change>,
  origin: string,
): Pick<Message, 'subject' | 'text'> {
  const { subject, text } = WORDS[change];
  const about = `“${plain(nameOf(held.summary))}”, by ${plain(issuerOf(held.summary))}`;
  return { subject, text: [about, text, `${origin}/my/credentials/${held.id}`, 'Cairn', ''].join('\n\n') };
}

/** Words of others in one short line, which cannot lead anywhere. */
function plain(words: string): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\b(https?:\/\/|www\.)\S*/gi, '…');
  return line.length > 150 ? `${line.slice(0, 149)}…` : line;
}
