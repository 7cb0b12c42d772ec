/** What accounts itself holds about a person, with what the platform keeps for it: letters, kept answers, queued work. */
import type { Db } from '../../platform/db/index.js';
import { forgetAnswers } from '../../platform/http/index.js';
import { removeWorkAbout } from '../../platform/jobs/index.js';
import { mailTo, removeMail } from '../../platform/mail/index.js';
import { findPerson } from '../queries/people.js';
import { heldAbout, ownAddresses, removeTraces } from '../queries/personal.js';
import { withoutTokens } from '../rules/letters.js';
import type { ErasureNote, ExportPart, Personal } from '../schema/index.js';

export const personal: Personal = {
  feature: 'accounts',
  tables: [
    'accounts.address',
    'accounts.consent',
    'accounts.link',
    'accounts.notification_choice',
    'accounts.passkey',
    'accounts.person',
    'accounts.pseudonym',
    'accounts.second_factor',
    'accounts.session',
    'accounts.share_grant',
    'accounts.share_view',
    'accounts.sign_in_method',
    'accounts.spent_code',
    'accounts.staff',
    'accounts.verification',
    'platform.idempotency_key',
    'platform.mail',
  ],
  exportPerson,
  erasePerson,
};

/** What each part is, in the order of the export. */
const ABOUT: Record<string, string> = {
  person: 'Your name, the address that letters go to, and since when you have an account.',
  addresses: 'Your mail addresses. Any proved one signs you in.',
  sessions: 'Where you are signed in.',
  methods: 'How you sign in. Passwords are kept hashed and cannot be shown.',
  passkeys: 'Your passkeys. Their private halves are on your devices alone.',
  secondFactor: 'Whether an authenticator app is asked for. Its secret is not part of this file.',
  consent: 'What you agreed to or withdrew, in which wording and when.',
  choices: 'Letters that you chose to have or not.',
  shares: 'What you share by link.',
  views: 'When somebody looked at what you share.',
  viewed: 'What you looked at of others, where you let them see your name.',
  links: 'Links that were sent to you, each of which acts once.',
  acts: 'What the log of acts holds about you. It knows you by a key that only your account gives a name.',
  letters: 'Letters that were sent to your addresses. Links that act are taken out.',
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const addresses = await ownAddresses(db, personId);
  const letters = await mailTo(db, provedOf(addresses));
  const held: Record<string, unknown> = {
    ...(await heldAbout(db, personId)),
    addresses: addresses.map(({ email, verifiedAt, created }) => ({ email, proved: verifiedAt, created })),
    letters: letters.map(({ recipient, subject, text, createdAt, sentAt }) => ({
      to: recipient,
      subject: withoutTokens(subject),
      text: withoutTokens(text),
      written: createdAt,
      sent: sentAt,
    })),
  };
  return Object.entries(ABOUT).map(([name, about]) => ({ path: `account/${name}.json`, about, data: held[name] }));
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  const addresses = await ownAddresses(trx, personId);
  const proved = provedOf(addresses);
  const claimed = addresses.filter(({ verifiedAt, isOfAnother }) => verifiedAt === null && !isOfAnother);
  const name = (await findPerson(trx, personId))?.name;
  const named = [...proved, personId, ...(name === undefined ? [] : [name])];
  await removeMail(trx, { all: proved, sent: claimed.map(({ email }) => email), named });
  await forgetAnswers(trx, personId, [personId, ...proved]);
  await removeWorkAbout(trx, [personId, ...proved]);
  await removeTraces(trx, personId, proved);
  return [
    { kept: false, what: 'Your name, addresses, password, passkeys and sessions: you are signed out everywhere.' },
    {
      kept: false,
      what: 'What you agreed to, your choices of letters, the letters to you, and your name in letters to others.',
    },
    { kept: false, what: 'Everything you share by link: the links show nothing from then on.' },
    {
      kept: true,
      what: 'The log of acts, without you.',
      why: 'It proves that nothing was changed in secret. It names you by a key alone, and what the key stands for is erased.',
    },
  ];
}

function provedOf(addresses: readonly { email: string; verifiedAt: Date | null }[]): string[] {
  return addresses.filter(({ verifiedAt }) => verifiedAt !== null).map(({ email }) => email);
}
