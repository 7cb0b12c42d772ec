/** /xapi/statements: statements come in and go out (xAPI 1.0.3 Communication 2.1). */
import { newToken } from '../../platform/crypto/index.js';
import { authorityOf, type Parts, requireScope } from '../actions/parts.js';
import { consistentThrough, type Found, readStatements } from '../actions/reading.js';
import { acceptStatements, sha2Of } from '../actions/recording.js';
import { boundaryOf, type Part, readParts, writeParts } from '../formats/multipart.js';
import type { AttachmentRow } from '../queries/recording.js';
import { jsonOf, onlyKnown, required, uuidIn } from '../rules/parameters.js';
import { isPlain } from '../rules/shapes.js';
import { languagesOf } from '../rules/views.js';
import { XapiError } from '../schema/index.js';
import { type Answer, type Exchange, json, NOTHING } from './exchange.js';

export async function putStatement(parts: Parts, exchange: Exchange): Promise<Answer> {
  requireScope(exchange.source, 'write');
  onlyKnown(exchange.parameters, ['statementId']);
  required(exchange.parameters, 'statementId');
  const id = uuidIn(exchange.parameters, 'statementId');
  const { value, files } = contentOf(exchange);
  if (!isPlain(value)) throw new XapiError(400, 'statement: must be one object.');
  if (typeof value.id === 'string' && value.id.toLowerCase() !== id)
    throw new XapiError(400, 'statement.id: must be the statementId of the address.');
  await store(parts, exchange, [{ ...value, id: value.id ?? id }], files);
  return NOTHING;
}

export async function postStatements(parts: Parts, exchange: Exchange): Promise<Answer> {
  requireScope(exchange.source, 'write');
  onlyKnown(exchange.parameters, []);
  const { value, files } = contentOf(exchange);
  return json(await store(parts, exchange, Array.isArray(value) ? value : [value], files));
}

export async function getStatements(parts: Parts, exchange: Exchange): Promise<Answer> {
  exchange.say('X-Experience-API-Consistent-Through', (await consistentThrough(parts)).toISOString());
  const languages = languagesOf(exchange.header('accept-language'));
  const found = await readStatements(parts, exchange.source, exchange.parameters, languages);
  const headers: Record<string, string> = found.one ? { 'Last-Modified': found.one.stored.toUTCString() } : {};
  if (found.attachments) return withFiles(found, headers);
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: found.json };
}

function store(
  parts: Parts,
  { source, version }: Exchange,
  statements: readonly unknown[],
  files: readonly AttachmentRow[],
): Promise<string[]> {
  const authority = authorityOf(source, parts.origin);
  const writer = { organisationId: source.organisationId, sourceId: source.id, authority, version };
  return acceptStatements(parts, statements, files, writer);
}

/** The statements of a body, and the files beside them. */
function contentOf({ contentType, body }: Exchange): { value: unknown; files: AttachmentRow[] } {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return { value: textOf(body), files: [] };
  if (type !== 'multipart/mixed')
    throw new XapiError(
      400,
      'Content-Type: must be application/json, or multipart/mixed where attachments come along.',
    );
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw new XapiError(400, 'Content-Type: multipart/mixed needs a boundary.');
  const [first, ...others] = readParts(body, boundary);
  if (first?.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    throw new XapiError(400, 'The first part must be the statements, with the Content-Type application/json.');
  return { value: textOf(first.content), files: others.map(fileOf) };
}

function textOf(bytes: Buffer): unknown {
  if (bytes.length > MOST_JSON)
    throw new XapiError(413, `Statements may take ${MOST_JSON} bytes at once, files apart.`);
  return jsonOf(bytes.toString('utf8'), 'The statements');
}

const MOST_JSON = 10_000_000;

/** A part is known by the hash that it is sent with, which must be its own. */
function fileOf({ headers, content }: Part): AttachmentRow {
  const sha2 = headers['x-experience-api-hash']?.toLowerCase() ?? '';
  if (sha2 === '') throw new XapiError(400, 'A part has no X-Experience-API-Hash, so it belongs to no attachment.');
  if (headers['content-transfer-encoding']?.toLowerCase() !== 'binary')
    throw new XapiError(400, `The part ${sha2.slice(0, 128)} must have the Content-Transfer-Encoding binary.`);
  if (sha2Of(content, sha2) !== sha2)
    throw new XapiError(400, `The part ${sha2.slice(0, 128)} has another hash than it says.`);
  return { sha2, contentType: headers['content-type'] ?? 'application/octet-stream', content };
}

function withFiles({ json: text, attachments }: Found, headers: Record<string, string>): Answer {
  const boundary = newToken(24);
  const files = (attachments ?? []).map(({ sha2, contentType, content }) => ({
    headers: {
      'Content-Type': contentType,
      'Content-Transfer-Encoding': 'binary',
      'X-Experience-API-Hash': sha2,
    },
    content,
  }));
  const first = { headers: { 'Content-Type': 'application/json' }, content: Buffer.from(text) };
  return {
    status: 200,
    headers: { 'content-type': `multipart/mixed; boundary="${boundary}"`, ...headers },
    body: writeParts([first, ...files], boundary),
  };
}
