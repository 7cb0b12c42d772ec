/** A credential as whoever holds a link to it sees it. */
import type { Check } from '../../credentials/index.js';
import { formatDay } from '../../ui/index.js';
import type { ShownCredential } from '../rules/shown.js';
import { ChecksShown } from './checks-shown.js';
import { CredentialShown } from './credential-shown.js';

type SharedProps = {
  credential: ShownCredential;
  picture: string;
  checks: readonly Check[];
  checkedAt: Date;
  /** To be checked by whoever looks; null: what came only points to it. */
  signed: string | null;
};

export function SharedCredential({ credential, picture, checks, checkedAt, signed }: SharedProps) {
  return (
    <CredentialShown
      credential={credential}
      picture={picture}
      acts={signed !== null && <CheckYourself signed={signed} />}
    >
      <ChecksShown checks={checks} checked={formatDay(checkedAt.toISOString().slice(0, 10))} />
    </CredentialShown>
  );
}

/** Hands the credential to the page that checks; nothing of it is kept there. */
export function CheckYourself({ signed }: { signed: string }) {
  return (
    <form class="act-form" method="post" action="/verify">
      <input type="hidden" name="text" value={signed} />
      <button class="btn" type="submit">
        Check it yourself
      </button>
    </form>
  );
}
