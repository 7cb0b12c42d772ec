/** If-Match and If-None-Match: nobody writes over what they have not seen (xAPI 1.0.3 Communication 3.1). */
import { createHash } from 'node:crypto';
import { XapiError } from '../schema/index.js';

export type Preconditions = { ifMatch: string | undefined; ifNoneMatch: string | undefined };
/**
 * Who must say what they have seen: nobody (`never`), whoever writes over a document (`over`), or whoever writes one at
 * all (`always`: profiles in 1.0.3).
 */
export type Asked = 'never' | 'over' | 'always';

/** SHA-1 in quotation marks, as xAPI 1.0.3 asks; it tells versions apart and guards nothing. */
export function etagOf(content: Uint8Array): string {
  return `"${createHash('sha1').update(content).digest('hex')}"`;
}

/**
 * @param etag of the document as it is; null: there is none.
 * @throws XapiError (412, 409, 400)
 */
export function checkPreconditions({ ifMatch, ifNoneMatch }: Preconditions, etag: string | null, asked: Asked): void {
  if (ifMatch !== undefined && !names(ifMatch, etag))
    throw new XapiError(412, 'If-Match: the document is another one by now. Get it again, and change that.');
  if (ifNoneMatch !== undefined && names(ifNoneMatch, etag))
    throw new XapiError(412, 'If-None-Match: there is such a document already. Get it, and send If-Match.');
  if (asked === 'never' || ifMatch !== undefined || ifNoneMatch !== undefined) return;
  if (etag !== null)
    throw new XapiError(
      409,
      'There is a document already. Get it to see whether it may be replaced, and send its ETag as If-Match.',
    );
  if (asked === 'always')
    throw new XapiError(400, 'If-None-Match: send * with a document that is new, or If-Match with one that is there.');
}

function names(header: string, etag: string | null): boolean {
  if (etag === null) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
