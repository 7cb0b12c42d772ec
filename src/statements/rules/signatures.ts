/** Signed statements (xAPI 1.0.3 Data 2.6): a JWS beside the statement, whose payload is the statement. */
import { createVerify, X509Certificate } from 'node:crypto';
import { EncodingError, parseStrictJson } from '../../credentials/index.js';
import { likenessOf } from './likeness.js';
import { fault, isPlain, type Plain } from './shapes.js';
import { checkStatement } from './statements.js';

export const SIGNATURE = 'http://adlnet.gov/expapi/attachments/signature';
const ALGORITHMS: Readonly<Record<string, string>> = { RS256: 'RSA-SHA256', RS384: 'RSA-SHA384', RS512: 'RSA-SHA512' };

/**
 * The signature must be a JWS by RS256, RS384 or RS512 over this very statement; where it brings its certificate (x5c),
 * that must have made it. Whose certificate it is, is not asked.
 * @throws XapiError (400)
 */
export function checkSignature(statement: Plain, contentType: string, content: Uint8Array, at: string): void {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/octet-stream')
    fault(`${at}.contentType`, 'of a signature must be application/octet-stream.');
  const token = Buffer.from(content).toString('latin1').trim();
  const [head = '', payload = '', signature = '', ...more] = token.split('.');
  if (!head || !payload || !signature || more.length > 0) fault(at, 'the signature is no JWS in its compact form.');
  const header = partOf(head, `${at} (header of the signature)`);
  const algorithm = typeof header.alg === 'string' ? ALGORITHMS[header.alg] : undefined;
  if (!algorithm) fault(at, 'must be signed by RS256, RS384 or RS512.');
  const signed = partOf(payload, `${at} (payload of the signature)`);
  checkStatement(signed, '2.0.0', `${at} (payload of the signature)`);
  if (!likenessOf(signed).equals(likenessOf(statement))) fault(at, 'the signature was made for another statement.');
  if (header.x5c !== undefined) checkCertificate(header.x5c, algorithm, `${head}.${payload}`, signature, at);
}

function partOf(encoded: string, at: string): Plain {
  if (!/^[\w-]+$/.test(encoded)) fault(at, 'is not base64url.');
  try {
    const value = parseStrictJson(Buffer.from(encoded, 'base64url').toString('utf8'));
    if (isPlain(value)) return value;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    fault(at, error.message);
  }
  fault(at, 'must be an object.');
}

function checkCertificate(x5c: unknown, algorithm: string, signed: string, signature: string, at: string): void {
  const [first] = Array.isArray(x5c) ? x5c : [];
  if (typeof first !== 'string') fault(at, 'x5c must be a list of certificates.');
  let holds: boolean;
  try {
    const { publicKey } = new X509Certificate(Buffer.from(first, 'base64'));
    const verify = createVerify(algorithm).update(signed);
    holds = publicKey.asymmetricKeyType === 'rsa' && verify.verify(publicKey, signature, 'base64url');
  } catch {
    fault(at, 'x5c holds what is no certificate.');
  }
  if (!holds) fault(at, 'the signature was not made by the certificate that it brings.');
}
