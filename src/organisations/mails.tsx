/** Letters about organisations: plain text, one purpose each, with what to do if one did not ask for it. */
import type { Message } from '../platform/mail/index.js';
import { rolesInWords } from './pages/words.js';
import type { Role } from './schema.js';

type Named = { name: string; slug: string };

const NOT_YOU = 'If you know nothing of this, do nothing: nothing happens without you.';

/** To the address at the domain. It may be read by somebody who is not the claimant. */
export function claimLetter(
  to: string,
  { organisation, person, link }: { organisation: Named; person: string; link: string },
): Message {
  return {
    to,
    subject: `Does ${plain(person)} speak for ${plain(organisation.name)} on Cairn?`,
    text: letter(
      `${plain(person)} says that they speak for ${plain(organisation.name)} on Cairn, an open platform for professional short courses. Whoever does can publish its courses there.`,
      'If so, and you are that person, sign in to Cairn and open this page. If you are not, hand it on to them:',
      link,
      'It works once, for seven days.',
      'If this person does not speak for you, do nothing.',
    ),
  };
}

export function verifiedLetter(to: string, organisation: Named, origin: string): Message {
  return {
    to,
    subject: `You now speak for ${plain(organisation.name)} on Cairn`,
    text: letter(
      `The identity of ${plain(organisation.name)} is proved, and you are its owner on Cairn. You can publish its courses and invite your colleagues:`,
      `${origin}/organisations/${organisation.slug}`,
      'If you did not claim it, write to the staff of the site.',
    ),
  };
}

export function claimWaitsLetter(to: string, organisation: Named): Message {
  return {
    to,
    subject: `Staff look at your claim to ${plain(organisation.name)}`,
    text: letter(
      `What you did to prove that you speak for ${plain(organisation.name)} has worked. Staff of the site look at it too before you become its owner. You need do nothing more: a letter tells you what they decided.`,
      NOT_YOU,
    ),
  };
}

export function claimLostLetter(to: string, organisation: Named, origin: string): Message {
  return {
    to,
    subject: `${plain(organisation.name)} has an owner now`,
    text: letter(
      `Somebody else proved that they speak for ${plain(organisation.name)} before your claim was proved. You can ask its owners to let you in, or tell staff if you think that this is wrong:`,
      `${origin}/organisations/${organisation.slug}/claim`,
    ),
  };
}

export function claimRefusedLetter(to: string, organisation: Named, reason: string, origin: string): Message {
  return {
    to,
    subject: `Your claim to ${plain(organisation.name)} was refused`,
    text: letter(
      `Staff of the site have refused your claim to ${plain(organisation.name)}. Their reason:`,
      reason,
      'You can claim it again, with more to show for it:',
      `${origin}/organisations/${organisation.slug}/claim`,
    ),
  };
}

export function claimExpiredLetter(to: string, organisation: Named, origin: string): Message {
  return {
    to,
    subject: `Your claim to ${plain(organisation.name)} was not proved in time`,
    text: letter(
      `We did not find what was to prove your claim to ${plain(organisation.name)} within seven days. You can start again, or ask staff:`,
      `${origin}/organisations/${organisation.slug}/claim`,
    ),
  };
}

export function verificationWithdrawnLetter(to: string, organisation: Named, reason: string, origin: string): Message {
  return {
    to,
    subject: `${plain(organisation.name)} is no longer verified on Cairn`,
    text: letter(
      `Staff of the site have withdrawn the proof of identity of ${plain(organisation.name)}. Nothing can be published in its name until it is proved again. Their reason:`,
      reason,
      `${origin}/organisations/${organisation.slug}/claim`,
    ),
  };
}

export function joinLetter(
  to: string,
  {
    organisation,
    person,
    message,
    origin,
  }: { organisation: Named; person: { name: string; email: string }; message: string; origin: string },
): Message {
  return {
    to,
    subject: `${plain(person.name)} asks to join ${plain(organisation.name)} on Cairn`,
    text: letter(
      `${plain(person.name)} (${person.email}) asks to join ${plain(organisation.name)}, which you own on Cairn. They write:`,
      quoted(message),
      'If you know them, you can invite them:',
      `${origin}/organisations/${organisation.slug}/members`,
      'If you do not, do nothing: they see nothing of yours.',
    ),
  };
}

export function invitationLetter(
  to: string,
  { organisation, roles, link }: { organisation: Named; roles: readonly Role[]; link: string },
): Message {
  return {
    to,
    subject: `You are invited to ${plain(organisation.name)} on Cairn`,
    text: letter(
      `${plain(organisation.name)} invites you to join it on Cairn, an open platform for professional short courses, as ${rolesInWords(roles)}. To accept or decline, open this page:`,
      link,
      'It works once, for 14 days.',
      NOT_YOU,
    ),
  };
}

export function invitationAnsweredLetter(
  to: string,
  { organisation, who, accepted, origin }: { organisation: Named; who: string; accepted: boolean; origin: string },
): Message {
  const did = accepted ? 'has joined' : 'will not join';
  return {
    to,
    subject: `${plain(who)} ${did} ${plain(organisation.name)}`,
    text: letter(
      `${plain(who)} ${did} ${plain(organisation.name)} on Cairn.`,
      `${origin}/organisations/${organisation.slug}/members`,
    ),
  };
}

export function rolesChangedLetter(to: string, organisation: Named, roles: readonly Role[], origin: string): Message {
  return {
    to,
    subject: `Your part in ${plain(organisation.name)} has changed`,
    text: letter(
      `An owner of ${plain(organisation.name)} has changed what you do there. You are now ${rolesInWords(roles)}.`,
      `${origin}/organisations/${organisation.slug}`,
      'If you think that this is wrong, ask one of its owners.',
    ),
  };
}

export function removedLetter(to: string, organisation: Named): Message {
  return {
    to,
    subject: `You are no longer a member of ${plain(organisation.name)}`,
    text: letter(
      `Your membership of ${plain(organisation.name)} on Cairn has ended. Your account and all that is your own stay as they are.`,
      'If you think that this is wrong, ask one of its owners.',
    ),
  };
}

export function handOverLetter(
  to: string,
  { organisation, giver, origin }: { organisation: Named; giver: string; origin: string },
): Message {
  return {
    to,
    subject: `${plain(giver)} wants to hand ${plain(organisation.name)} over to you`,
    text: letter(
      `${plain(giver)} wants you to own ${plain(organisation.name)} on Cairn in their place. To accept or decline within 14 days, open this page:`,
      `${origin}/organisations/${organisation.slug}/hand-over`,
      NOT_YOU,
    ),
  };
}

export function handedOverLetter(
  to: string,
  { organisation, giver, receiver, origin }: { organisation: Named; giver: string; receiver: string; origin: string },
): Message {
  return {
    to,
    subject: `${plain(receiver)} now owns ${plain(organisation.name)}`,
    text: letter(
      `${plain(giver)} has handed ${plain(organisation.name)} on Cairn over to ${plain(receiver)}. ${plain(giver)} stays as an editor.`,
      `${origin}/organisations/${organisation.slug}/members`,
      'If you did not want this, write to the staff of the site at once.',
    ),
  };
}

export function handOverDeclinedLetter(to: string, organisation: Named, receiver: string): Message {
  return {
    to,
    subject: `${plain(receiver)} will not own ${plain(organisation.name)}`,
    text: letter(`${plain(receiver)} has declined to own ${plain(organisation.name)} on Cairn. You own it as before.`),
  };
}

export function nameDecidedLetter(
  to: string,
  { organisation, name, reason }: { organisation: Named; name: string; reason: string | null },
): Message {
  return {
    to,
    subject: `About the name of ${plain(organisation.name)} on Cairn`,
    text:
      reason === null
        ? letter(
            `Staff of the site have changed the name of ${plain(organisation.name)} to ${plain(name)}, as was asked.`,
          )
        : letter(
            `Staff of the site have not changed the name of ${plain(organisation.name)} to ${plain(name)}. Their reason:`,
            reason,
          ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n\nCairn\n`;
}

/** A name in one short line, which cannot pass for words of ours or lead anywhere. */
function plain(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\b(https?:\/\/|www\.)\S*/gi, '…');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** What somebody else wrote, marked on every line. */
function quoted(message: string): string {
  return message
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
