/** The token in a letter that ends letters of its topic. It needs no sign-in and never runs out, so it can do nothing else. */
import { sameText, seal } from '../../platform/crypto/index.js';

type Unsubscribing = { personId: string; topic: string };

const PURPOSE = 'accounts.unsubscribe';

export function unsubscribeToken(secret: string, { personId, topic }: Unsubscribing): string {
  const content = Buffer.from(`${personId} ${topic}`).toString('base64url');
  return `${content}.${seal(secret, PURPOSE, content)}`;
}

/** What a token stands for; null: it is none of ours. */
export function readUnsubscribeToken(secret: string, token: string): Unsubscribing | null {
  const [content = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0 || !sameText(given, seal(secret, PURPOSE, content))) return null;
  const [personId = '', topic = ''] = Buffer.from(content, 'base64url').toString().split(' ');
  return { personId, topic };
}
