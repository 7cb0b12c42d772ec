/** Letters of accounts: plain text, one purpose each, with what to do if one did not ask for it. */
import type { Message } from '../platform/mail/index.js';

const NOT_YOU = 'If you did not ask for this, do nothing: nothing happens without you.';

export function signUpLetter(to: string, link: string): Message {
  return {
    to,
    subject: 'Finish making your Cairn account',
    text: letter('Open this page to choose a password and finish:', link, 'It works once, for 24 hours.', NOT_YOU),
  };
}

export function accountExistsLetter(to: string, origin: string): Message {
  return {
    to,
    subject: 'You have a Cairn account already',
    text: letter(
      'Somebody, perhaps you, asked for an account with this address. There is one already.',
      `Sign in: ${origin}/sign-in`,
      `Forgotten the password? ${origin}/new-password`,
      'If it was not you, do nothing: nobody but you can see this.',
    ),
  };
}

export function resetLetter(to: string, link: string): Message {
  return {
    to,
    subject: 'Choose a new Cairn password',
    text: letter('Open this page to choose a new password:', link, 'It works once, for an hour.', NOT_YOU),
  };
}

export function noAccountLetter(to: string, origin: string): Message {
  return {
    to,
    subject: 'There is no Cairn account with this address',
    text: letter(
      'Somebody, perhaps you, asked for a new password for this address. There is no account with it.',
      'You may have used another address.',
      `To make an account: ${origin}/sign-up`,
      'If it was not you, do nothing.',
    ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n\nCairn\n`;
}
