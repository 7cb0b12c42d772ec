/** The signature: whether anything was changed since, and by whose key. */
import { failed, type Matter, type Outcome, passed, unknown } from '../matter.js';

const CHANGED = 'Do not rely on it. Ask for the file as the issuer gave it; the smallest change breaks the signature.';

export async function checkProof(matter: Matter): Promise<Outcome> {
  const { contradictions } = matter;
  if (contradictions.length > 0)
    return failed(
      `The token and the credential in it contradict each other: ${contradictions.join(', ')}.`,
      'Ask the issuer for a credential that says one thing.',
    );
  const { holds, fault, ways, remark } = await matter.signature();
  if (holds === true)
    return passed(`The signature holds: nothing was changed since it was signed (${ways.join(', ')}).`, remark);
  if (holds === false)
    return failed(fault ?? 'The signature does not hold: it was changed, or signed by somebody else.', CHANGED);
  return unknown(fault ?? 'The signature could not be checked.', 'Try again later, or ask the issuer to confirm it.');
}
