/** The source that holds what an organisation writes here itself. Pure. */

const OWN = 'organisation:';
const FEED = 'feed:';

/** `organisation:demo-college`: no feed or table has such a key. */
export function ownSourceKey(slug: string): string {
  return `${OWN}${slug}`;
}

/** Whether somebody of the organisation wrote it here, by form or by table. */
export function isOwnWord(sourceKey: string): boolean {
  return sourceKey.startsWith(OWN);
}

/** `feed:…`: the source that a registered feed fills. The token says nothing, and holds no year that would make it a copy. */
export function feedSourceKey(token: string): string {
  return `${FEED}${token.replaceAll('-', '')}`;
}

/** Whether members of an organisation decide what the source says: by form, by table or by a feed that they registered. */
export function isOfMembers(sourceKey: string): boolean {
  return sourceKey.startsWith(OWN) || sourceKey.startsWith(FEED);
}
