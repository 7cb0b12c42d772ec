/** Puts a laid out page into a tagged PDF (PDF/UA, ISO 14289): what the eye sees at its place, what is read aloud in its order. */
import PDFDocument from 'pdfkit';
import { type Covers, fontFile, type Run, runsOf, type Weight } from './faces.js';
import { COLOURS, type Element, type Mark } from './layout.js';
import type { PdfAttachment, PdfDocument } from './schema.js';

type Doc = PDFKit.PDFDocument;
/** What stands for a letter that no face has: so wide, in sizes of the text. */
const BOX = 0.6;
/** What the types leave out: the face that is at work, and the structure's scope of a heading. */
type OpenFont = { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } };
type StructOptions = { alt?: string; scope?: string };

export type Sheet = {
  doc: Doc;
  width(text: string, weight: Weight): number;
  paint(elements: readonly Element[]): void;
  attach(file: PdfAttachment): void;
  /** Ends the document and gives its bytes. */
  bytes(): Promise<Uint8Array>;
};

/** An empty A4 page. */
export function openSheet({ title, language, created }: Pick<PdfDocument, 'title' | 'language' | 'created'>): Sheet {
  // PDF/UA and Producer are missing in the types.
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    info: { Title: title, Creator: 'Cairn', Producer: 'Cairn', CreationDate: created, ModDate: created },
  } as unknown as PDFKit.PDFDocumentOptions);
  const chunks: Uint8Array[] = [];
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const faces = openFaces(doc);
  return {
    doc,
    width: faces.widthOf,
    paint(elements) {
      for (const element of elements) paintElement(doc, faces, element);
    },
    attach({ name, mediaType, description, relationship, bytes }) {
      const options = {
        name,
        type: mediaType,
        description,
        relationship,
        creationDate: created,
        modifiedDate: created,
      };
      doc.file(Buffer.from(bytes), options);
    },
    bytes() {
      doc.end();
      return ended;
    },
  };
}

type Faces = {
  runs(text: string, weight: Weight): Run[];
  width(run: Run): number;
  widthOf(text: string, weight: Weight): number;
};

function openFaces(doc: Doc): Faces {
  const known = new Map<string, (point: number) => boolean>();
  const covers: Covers = (face, point) => {
    const has = known.get(face) ?? register(face);
    return has(point);
  };
  const register = (face: string): ((point: number) => boolean) => {
    doc.registerFont(face, fontFile(face)).font(face);
    const { font } = (doc as unknown as OpenFont)._font;
    const has = (point: number): boolean => font.hasGlyphForCodePoint(point);
    known.set(face, has);
    return has;
  };
  const widths = { 400: new Map<string, number>(), 700: new Map<string, number>() };
  const runs: Faces['runs'] = (text, weight) => runsOf(text, weight, covers);
  const width: Faces['width'] = ({ text, face }) =>
    face === null ? BOX * boxes(text) : doc.font(face).fontSize(1).widthOfString(text);
  return {
    runs,
    // The same words are measured for every draft and every size.
    widthOf(text, weight) {
      const known = widths[weight].get(text);
      if (known !== undefined) return known;
      const wide = runs(text, weight).reduce((sum, run) => sum + width(run), 0);
      widths[weight].set(text, wide);
      return wide;
    },
    width,
  };
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function boxes(text: string): number {
  return [...letters.segment(text)].length;
}

function paintElement(doc: Doc, faces: Faces, element: Element): void {
  if (element.role !== null) {
    doc.addStructure(structureOf(doc, faces, element));
    return;
  }
  doc.markContent('Artifact', { type: 'Layout' });
  for (const mark of element.parts) if ('draw' in mark) paintMark(doc, faces, mark);
  doc.endMarkedContent();
}

function structureOf(doc: Doc, faces: Faces, { role, alt, scope, parts }: Element): PDFKit.PDFStructureElement {
  const options: StructOptions = { ...(alt !== undefined && { alt }), ...(scope && { scope }) };
  const children = parts.map((part) =>
    'draw' in part ? () => paintMark(doc, faces, part) : structureOf(doc, faces, part),
  );
  return doc.struct(role ?? 'P', options, children);
}

function paintMark(doc: Doc, faces: Faces, mark: Mark): void {
  switch (mark.draw) {
    case 'text':
      paintText(doc, faces, mark);
      break;
    case 'bar':
      paintBar(doc, mark);
      break;
    case 'qr':
      paintQr(doc, mark);
      break;
    case 'line':
      doc
        .moveTo(mark.x, mark.y)
        .lineTo(mark.x + mark.width, mark.y)
        .lineWidth(0.6)
        .stroke(COLOURS.line);
  }
}

function paintText(doc: Doc, faces: Faces, { text, x, y, size, weight, colour, href }: Mark & { draw: 'text' }): void {
  let at = x;
  for (const run of faces.runs(text, weight)) {
    if (run.face === null) paintBoxes(doc, run.text, { x: at, y, size, colour });
    else {
      const link = href === undefined ? {} : { link: href };
      doc.font(run.face).fontSize(size).fillColor(colour);
      doc.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic', ...link });
    }
    at += faces.width(run) * size;
  }
}

function paintBoxes(
  doc: Doc,
  text: string,
  { x, y, size, colour }: { x: number; y: number; size: number; colour: string },
): void {
  for (let box = 0; box < boxes(text); box++)
    doc
      .rect(x + (box + 0.1) * BOX * size, y - 0.7 * size, 0.8 * BOX * size, 0.7 * size)
      .lineWidth(0.05 * size)
      .stroke(colour);
}

function paintBar(doc: Doc, { x, y, width, height, low, high }: Mark & { draw: 'bar' }): void {
  doc.rect(x, y, width * high, height).fill(COLOURS.unknown);
  doc.rect(x, y, width * low, height).fill(COLOURS.known);
  doc.rect(x, y, width, height).lineWidth(0.5).stroke(COLOURS.line);
}

/** One path: a thousand squares that touch without a seam. */
function paintQr(doc: Doc, { x, y, side, modules }: Mark & { draw: 'qr' }): void {
  const size = side / modules.length;
  for (const [row, squares] of modules.entries())
    for (const [column, dark] of squares.entries()) if (dark) doc.rect(x + column * size, y + row * size, size, size);
  doc.fill(COLOURS.ink);
}
