/** Whose courses a feed may list: those of the organisation that registered it, and nobody else's. Pure. */
import { aliasKey, OrganisationRef } from '../../../organisations/index.js';

export type FeedOwner = {
  name: string;
  aliases: readonly string[];
  identifiers: readonly { scheme: string; value: string }[];
};

/** Answers whether a provider, as a feed names it (JSON of the reference), is the organisation whose feed it is. */
export function namesOwner(owner: FeedOwner): (ref: string) => boolean {
  const names = new Set([owner.name, ...owner.aliases].map(aliasKey));
  const identifiers = new Set(owner.identifiers.map(({ scheme, value }) => `${scheme} ${value}`));
  return (ref) => {
    const { data } = OrganisationRef.safeParse(JSON.parse(ref));
    if (!data) return false;
    return (
      names.has(aliasKey(data.name)) ||
      (data.identifiers ?? []).some(({ scheme, value }) => identifiers.has(`${scheme} ${value}`))
    );
  };
}
