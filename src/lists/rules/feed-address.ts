/** The address of a private feed: made from the feed's id and the site's secret, so that the database alone cannot name it. */
import { sameText, seal } from '../../platform/crypto/index.js';

const PURPOSE = 'lists.alert-feed';

export function feedToken(secret: string, feedId: string): string {
  const id = Buffer.from(feedId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${id}.${seal(secret, PURPOSE, id)}`;
}

/** The id of the feed that a token opens; null: it is none of ours. */
export function readFeedToken(secret: string, token: string): string | null {
  const [id = '', given = '', ...rest] = token.split('.');
  const bytes = Buffer.from(id, 'base64url');
  if (rest.length > 0 || bytes.length !== 16 || !sameText(given, seal(secret, PURPOSE, id))) return null;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function feedAddress(origin: string, token: string, format: 'atom' | 'json'): string {
  return `${origin}/alerts/${token}/feed.${format}`;
}
