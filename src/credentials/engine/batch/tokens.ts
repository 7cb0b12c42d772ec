/** Many credentials of one achievement as tokens: filled in, and signed as they stand. */
import { signVcJwt } from '../jwt/index.js';
import { BatchError, type BatchSigner, type BatchTemplate } from './schema.js';
import { checkSlots, fillDocument } from './slots.js';

/**
 * As `openBatchSigner`, with a compact JWT in place of JSON text. When it was signed stands in no token of these profiles.
 * @throws BatchError for a document that cannot be taken so
 */
export function openTokenSigner(
  { document, slots, key }: Omit<BatchTemplate, 'created'>,
  profile: 'ob3' | 'vc-jose-cose',
): BatchSigner {
  if (document.proof !== undefined) throw new BatchError('The document has a proof already.');
  checkSlots(document, slots);
  return {
    sign(values) {
      const textOf = (name: string): string => {
        const value = values[name];
        if (typeof value !== 'string') throw new BatchError(`The slot ${name} has no value.`, name);
        return value;
      };
      return signVcJwt(fillDocument(document, textOf), key, profile);
    },
  };
}
