/** Reminding people of credentials that are about to end, once each. */

import { endingLetter } from '../../mails.js';
import { endingBefore, markReminded } from '../../queries/issuing/telling.js';
import { issuerName } from '../../rules/issuing/issuers.js';
import type { Issuing } from './parts.js';

const DAYS_BEFORE = 30;
const AT_ONCE = 500;

/** Writes to whoever claimed a credential that ends within a month. Returns how many letters that were. */
export async function remindOfEnds(issuing: Issuing): Promise<number> {
  let sent = 0;
  for (;;) {
    const reminded = await remindSome(issuing);
    sent += reminded;
    if (reminded < AT_ONCE) return sent;
  }
}

function remindSome({ db, clock, post, origin }: Issuing): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const ending = await endingBefore(trx, now, new Date(now.getTime() + DAYS_BEFORE * 86_400_000), AT_ONCE);
    await markReminded(
      trx,
      ending.map(({ id }) => id),
      now,
    );
    await post.sendMany(
      trx,
      ending.map(({ email, issuer, achievement, isDemonstration, ends, renewal }) =>
        endingLetter(email, {
          issuer: issuerName(issuer, isDemonstration ? 'did:key:' : ''),
          achievement,
          ends: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(ends),
          renewal,
          origin,
        }),
      ),
    );
    return ending.length;
  });
}
