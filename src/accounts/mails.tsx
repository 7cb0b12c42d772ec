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

export function erasureLetter(to: string, link: string): Message {
  return {
    to,
    subject: 'Erase your Cairn account',
    text: letter(
      'Open this page to erase your account and all that belongs to it:',
      link,
      'It works once, for an hour. What is erased cannot be brought back.',
      'If you did not ask for this, somebody else may be signed in to your account: sign out everywhere, and choose a new password.',
    ),
  };
}

export function shareOpenedLetter(label: string, origin: string): Pick<Message, 'subject' | 'text'> {
  return {
    subject: 'Something you share was opened',
    text: letter(
      `Your link “${label}” was opened for the first time.`,
      `See when, or withdraw it: ${origin}/account/shared`,
    ),
  };
}

/** What to do about a change that one did not make oneself. */
function ifNotYou(origin: string): string {
  return `If it was not you, choose a new password at once, which signs out everybody else: ${origin}/new-password\nThen look through your ways to sign in: ${origin}/account/security`;
}

export function passwordChangedLetter(to: string, origin: string): Message {
  return {
    to,
    subject: 'Your Cairn password was changed',
    text: letter('The password of your account was changed. Every other browser was signed out.', ifNotYou(origin)),
  };
}

export function secondFactorLetter(to: string, state: 'on' | 'off', origin: string): Message {
  return {
    to,
    subject: `The code at sign-in is switched ${state}`,
    text: letter(
      state === 'on'
        ? 'From now on a code from your authenticator app is asked for after your password.'
        : 'From now on your password is enough to sign in.',
      ifNotYou(origin),
    ),
  };
}

export function passkeyLetter(to: string, name: string, state: 'added' | 'removed', origin: string): Message {
  const what = state === 'added' ? 'can sign in to your account' : 'signs in to your account no more';
  return {
    to,
    subject: `A passkey was ${state}`,
    text: letter(`The passkey “${name}” was ${state}. It ${what}.`, ifNotYou(origin)),
  };
}

export function providerLetter(to: string, provider: string, state: 'linked' | 'unlinked', origin: string): Message {
  const what = state === 'linked' ? 'can sign in to your account here' : 'signs in to your account here no more';
  return {
    to,
    subject: `Your account at ${provider} was ${state}`,
    text: letter(`Your account at ${provider} was ${state}: it ${what}.`, ifNotYou(origin)),
  };
}

/** `name` is that of the person who asked, so that a reader notices where it is not their own. */
export function addAddressLetter(to: string, name: string, link: string): Message {
  return {
    to,
    subject: 'Confirm this address for your Cairn account',
    text: letter(
      `${name} asked to add this address to their account. If that is you, open this page, signed in, and confirm:`,
      link,
      'It works once, for 24 hours.',
      'If it is not you, do nothing: the address is not added.',
    ),
  };
}

export function addressesChangedLetter(to: string, what: string, origin: string): Message {
  return { to, subject: 'The addresses of your Cairn account changed', text: letter(what, ifNotYou(origin)) };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n\nCairn\n`;
}
