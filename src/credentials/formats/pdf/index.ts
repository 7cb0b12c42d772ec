/** Credentials attached to a PDF, as our certificates carry them (`credential.json` or `credential.jwt`). */
import { FormatError } from '../format-error.js';
import { decodeText, signedTextOf } from '../text.js';
import type { SignedText } from '../types.js';
import { damaged, type PdfDict, PdfRef, type PdfValue } from './lexer.js';
import { PdfObjects, textOf } from './objects.js';

/** The attachment by its name. Elsewhere any attached JSON or JWT is taken, where there is but one. */
const OURS = /^credential\.(json|jwt)$/i;
const MOST_FILES = 50;
const MOST_NODES = 500;

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/**
 * The credential attached to a PDF, byte for byte.
 * @throws FormatError where the PDF is locked or damaged, has no credential attached, or more than one.
 */
export function extractFromPdf(bytes: Uint8Array): SignedText {
  const objects = new PdfObjects(bytes);
  if (objects.trailers.some((trailer) => trailer.has('Encrypt')))
    throw new FormatError(
      'The PDF is locked with a password or rights.',
      'Ask for the certificate as it was downloaded, or for the JSON of the credential.',
    );
  const files = attachedFiles(objects);
  const ours = files.filter(({ name }) => OURS.test(name));
  const [found, second] = (ours.length > 0 ? ours : files).flatMap(({ name, content }) => heldIn(name, content()));
  if (!found)
    throw new FormatError(
      'This PDF has no credential attached.',
      'Ask for the certificate as it was downloaded: printing it to a new PDF loses what is inside. Or give the JSON of the credential.',
    );
  if (second)
    throw new FormatError(
      'This PDF has more than one credential attached, so nobody can say which of them it stands for.',
      'Save the one you mean from your PDF viewer, and give that file.',
    );
  return found;
}

type AttachedFile = { name: string; content: () => Uint8Array };

/** Files that the document itself names: in its tree of names, and those that stand beside it. Each once. */
function attachedFiles(objects: PdfObjects): AttachedFile[] {
  const root = objects.trailers.map((trailer) => objects.dict(trailer.get('Root'))).find((dict) => dict !== null);
  if (!root) throw damaged('is damaged or cut off: its beginning cannot be found');
  const specs = new Set<PdfDict>();
  const beside = objects.follow(root.get('AF'));
  for (const value of Array.isArray(beside) ? beside : []) addTo(specs, objects.dict(value));
  namedFiles(objects, objects.dict(root.get('Names'))?.get('EmbeddedFiles'), specs, new Set());
  const files = new Map<string, AttachedFile>();
  for (const spec of specs) {
    const held = objects.dict(spec.get('EF'));
    const reference = held?.get('UF') ?? held?.get('F');
    if (reference === undefined) continue;
    const name = textOf(objects.follow(spec.get('UF'))) ?? textOf(objects.follow(spec.get('F'))) ?? '';
    const content = (): Uint8Array => objects.stream(reference) ?? new Uint8Array();
    const key = reference instanceof PdfRef ? `${reference.number}` : `written in place ${files.size}`;
    if (!files.has(key)) files.set(key, { name, content });
  }
  if (files.size > MOST_FILES) throw damaged('has more than 50 files attached');
  return [...files.values()];
}

/** A tree of names (ISO 32000 §7.9.6): pairs of a name and what it stands for. */
function namedFiles(objects: PdfObjects, node: PdfValue | undefined, specs: Set<PdfDict>, seen: Set<PdfDict>): void {
  const dict = objects.dict(node);
  if (dict === null || seen.has(dict)) return;
  seen.add(dict);
  if (seen.size > MOST_NODES) throw damaged('has more attachments than are read');
  const names = objects.follow(dict.get('Names'));
  if (Array.isArray(names))
    for (let index = 1; index < names.length; index += 2) addTo(specs, objects.dict(names[index]));
  const kids = objects.follow(dict.get('Kids'));
  if (Array.isArray(kids)) for (const kid of kids) namedFiles(objects, kid, specs, seen);
}

function addTo(specs: Set<PdfDict>, spec: PdfDict | null): void {
  if (spec !== null) specs.add(spec);
}

/** The attachment where it is a credential; nothing where it is anything else: other files may be attached too. */
function heldIn(name: string, bytes: Uint8Array): SignedText[] {
  if (OURS.test(name)) {
    const held = signedTextOf(decodeText(bytes, 'The credential in the PDF'));
    if (held === null)
      throw new FormatError(
        `The attachment ${name} of this PDF is neither JSON nor a JWT.`,
        'Ask for another copy of the certificate.',
      );
    return [held];
  }
  try {
    const held = signedTextOf(decodeText(bytes, 'The attachment'));
    return held === null ? [] : [held];
  } catch {
    return [];
  }
}
