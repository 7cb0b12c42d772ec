/** Where everything stands on the page: blocks become elements with texts at their places. Pure. */
import { settable, type Weight } from './faces.js';
import { linesOf } from './lines.js';
import { modulesOf } from './qr.js';
import type { PdfBlock, PdfCell, PdfTable } from './schema.js';

/** Points from the left and the top. A text stands on its base line. */
export type Mark =
  | { draw: 'text'; text: string; x: number; y: number; size: number; weight: Weight; colour: string; href?: string }
  | { draw: 'bar'; x: number; y: number; width: number; height: number; low: number; high: number }
  | { draw: 'qr'; x: number; y: number; side: number; modules: readonly (readonly boolean[])[] }
  | { draw: 'line'; x: number; y: number; width: number };

/** An element of the page's structure, as it is read aloud. `role` null: for the eye alone. */
export type Element = { role: Role | null; alt?: string; scope?: 'Row' | 'Column'; parts: (Element | Mark)[] };
export type Role = 'H1' | 'H2' | 'H3' | 'P' | 'Link' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

export type Widths = (text: string, weight: Weight) => number;
export type Frame = { x: number; y: number; width: number };
/** `height`: to where the last block reaches below the top of the frame. */
type Laid = { elements: Element[]; height: number };

/** Ink and stone of the product on white paper. */
export const COLOURS = {
  ink: '#1a2529',
  quiet: '#425056',
  link: '#82295b',
  known: '#758617',
  unknown: '#b4bb8a',
  line: '#7b8079',
};
const BODY = 9.5;
const LEADING = 1.32;
const HEADINGS = { 1: 18, 2: 11.5, 3: 10 } as const;
const ROLES = { 1: 'H1', 2: 'H2', 3: 'H3' } as const;
/** Space above a heading, in sizes of the body. */
const ABOVE = { 1: 0, 2: 1, 3: 0.55 } as const;
const NO_END = 1_000;

/**
 * Lays blocks out one under the other; null where they are higher than the frame. `scale` 1 is the size that reads well;
 * smaller saves room.
 */
export function layOut(
  blocks: readonly PdfBlock[],
  frame: Frame & { height: number },
  scale: number,
  widths: Widths,
): Element[] | null {
  const body = BODY * scale;
  let y = frame.y;
  const elements: Element[] = [];
  for (const block of blocks) {
    const laid = layBlock(block, { x: frame.x, y, width: frame.width }, body, widths);
    elements.push(...laid.elements);
    y += laid.height;
    if (y > frame.y + frame.height) return null;
  }
  return elements;
}

function layBlock(block: PdfBlock, at: Frame, body: number, widths: Widths): Laid {
  switch (block.kind) {
    case 'heading': {
      const size = (HEADINGS[block.level] * body) / BODY;
      const above = ABOVE[block.level] * body;
      const style = { size, weight: 700 as const, colour: COLOURS.ink, most: block.most ?? 2 };
      const text = layText(block.text, { ...at, y: at.y + above }, style, widths);
      return { elements: [{ role: ROLES[block.level], parts: text.marks }], height: above + text.height + body * 0.2 };
    }
    case 'text': {
      const weight = block.strong ? 700 : 400;
      const colour = block.href ? COLOURS.link : block.quiet ? COLOURS.quiet : COLOURS.ink;
      const size = block.quiet ? body * 0.92 : body;
      const text = layText(
        block.text,
        at,
        { size, weight, colour, most: block.most ?? NO_END, href: block.href },
        widths,
      );
      const parts = block.href ? [{ role: 'Link' as const, alt: settable(block.text), parts: text.marks }] : text.marks;
      return { elements: [{ role: 'P', parts }], height: text.height + body * 0.2 };
    }
    case 'table':
      return layTable(block, at, body, widths);
    case 'qr':
      return layQr(block, at, body, widths);
    case 'rule':
      return {
        elements: [{ role: null, parts: [{ draw: 'line', x: at.x, y: at.y + body * 0.4, width: at.width }] }],
        height: body * 0.8,
      };
  }
}

/** A code is read by a camera at its own size, so it does not shrink with the words. */
function layQr(block: PdfBlock & { kind: 'qr' }, at: Frame, body: number, widths: Widths): Laid {
  const { side } = block;
  const mark: Mark = { draw: 'qr', x: at.x, y: at.y, side, modules: modulesOf(block.text) };
  const elements: Element[] = [{ role: 'Figure', alt: settable(block.said), parts: [mark] }];
  const beside = { x: at.x + side + GAP, width: Math.max(1, at.width - side - GAP) };
  let y = at.y;
  for (const words of block.beside ?? []) {
    const laid = layBlock(words, { ...beside, y }, body, widths);
    elements.push(...laid.elements);
    y += laid.height;
  }
  return { elements, height: Math.max(side, y - at.y) + body * 0.2 };
}

type Style = { size: number; weight: Weight; colour: string; most: number; href?: string | undefined };

function layText(text: string, at: Frame, style: Style, widths: Widths): { marks: Mark[]; height: number } {
  const { size, weight, colour, most, href } = style;
  const lines = linesOf(settable(text), { width: at.width / size, most }, (words) => widths(words, weight));
  const marks = lines.map((line, index): Mark => {
    const y = at.y + size * (index * LEADING + 1);
    return { draw: 'text', text: line, x: at.x, y, size, weight, colour, ...(href && { href }) };
  });
  return { marks, height: lines.length * size * LEADING };
}

const GAP = 8;

function layTable({ columns, headed, rows, most = NO_END }: PdfTable, at: Frame, body: number, widths: Widths): Laid {
  let y = at.y;
  const elements: Element[] = [];
  const row = (cells: readonly PdfCell[], isHead: boolean): void => {
    let x = at.x;
    let height = 0;
    const parts = cells.map((cell, index): Element => {
      const width = at.width * (columns[index]?.share ?? 0);
      const inner = { x, y, width: Math.max(1, width - GAP) };
      const laid = layCell(cell, inner, { body, most, strong: isHead || index === 0 }, widths);
      x += width;
      height = Math.max(height, laid.height);
      const heads = isHead || index === 0;
      return { role: heads ? 'TH' : 'TD', ...(heads && { scope: isHead ? 'Column' : 'Row' }), parts: laid.parts };
    });
    elements.push({ role: 'TR', parts });
    y += height + body * 0.12;
  };
  if (headed)
    row(
      columns.map(({ name }) => name),
      true,
    );
  for (const cells of rows) row(cells, false);
  return { elements: [{ role: 'Table', parts: elements }], height: y - at.y + body * 0.2 };
}

type CellStyle = { body: number; most: number; strong: boolean };

function layCell(cell: PdfCell, at: Frame, { body, most, strong }: CellStyle, widths: Widths) {
  if (typeof cell === 'string') {
    const style = { size: body, weight: strong ? (700 as const) : (400 as const), colour: COLOURS.ink, most };
    const { marks, height } = layText(cell, at, style, widths);
    return { parts: marks as (Element | Mark)[], height };
  }
  const { low, high, said } = cell;
  const bar: Mark = { draw: 'bar', x: at.x, y: at.y + body * 0.38, width: at.width, height: body * 0.55, low, high };
  const parts: (Element | Mark)[] = [{ role: 'Figure', alt: settable(said), parts: [bar] }];
  return { parts, height: body * LEADING };
}
