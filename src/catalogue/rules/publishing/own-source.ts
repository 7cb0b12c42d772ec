/** The source that holds what an organisation writes here itself. Pure. */

const OWN = 'organisation:';

/** `organisation:demo-college`: no feed or table has such a key. */
export function ownSourceKey(slug: string): string {
  return `${OWN}${slug}`;
}

/** Whether somebody of the organisation wrote it here, by form or by table. */
export function isOwnWord(sourceKey: string): boolean {
  return sourceKey.startsWith(OWN);
}
