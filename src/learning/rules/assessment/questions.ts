/**
 * What a learner is sent of an item: a type that has no place for an answer. Not even its author's keys travel ("a", "right-one", or
 * lines keyed in their order would tell): options go by their place as they were drawn, from "1" on.
 */
import type { Area, Gap, Item } from '../../schema/index.js';
import type { DrawnItem } from './drawing.js';

export type Offered = { code: string; text: string };
type Common = { prompt: string; points: number };
export type ClozePiece =
  | { kind: 'words'; text: string }
  | { kind: 'gap'; code: string; fill: 'text' | 'number'; unit: string | null }
  | { kind: 'gap'; code: string; fill: 'choice'; options: Offered[] };
export type Question = Common &
  (
    | { type: 'choice'; options: Offered[] }
    | { type: 'multiple'; options: Offered[] }
    | { type: 'order'; options: Offered[] }
    | { type: 'match'; left: Offered[]; right: Offered[] }
    | {
        type: 'hotspot';
        picture: string;
        alt: string;
        areas: (Offered & { shape: Area['shape'] })[];
        /** Whether more than one may be chosen. */
        several: boolean;
      }
    | { type: 'numeric'; unit: string | null }
    | { type: 'short' }
    | { type: 'cloze'; pieces: ClozePiece[] }
  );

export function questionOf(item: Item, order: DrawnItem['order']): Question {
  const common = { prompt: item.prompt, points: item.points };
  switch (item.type) {
    case 'choice':
    case 'multiple':
    case 'order':
      return { ...common, type: item.type, options: offered(item.options, order.options) };
    case 'match':
      return {
        ...common,
        type: 'match',
        left: offered(item.left, order.left),
        right: offered(item.right, order.right),
      };
    case 'hotspot':
      return {
        ...common,
        type: 'hotspot',
        picture: item.picture,
        alt: item.alt,
        areas: inOrder(item.areas, order.areas).map(({ label, shape }, index) => ({
          code: codeOf(index),
          text: label,
          shape,
        })),
        several: item.answers.length > 1,
      };
    case 'numeric':
      return { ...common, type: 'numeric', unit: item.unit ?? null };
    case 'short':
      return { ...common, type: 'short' };
    case 'cloze':
      return { ...common, type: 'cloze', pieces: piecesOf(item.text, item.gaps, order) };
  }
}

/** Places count from "1". */
export function codeOf(index: number): string {
  return String(index + 1);
}

/** As drawn; what the draw does not name (it should) comes last. */
export function inOrder<T extends { key: string }>(options: readonly T[], order: readonly string[] = []): T[] {
  const place = new Map(order.map((key, index) => [key, index]));
  return [...options].sort((one, other) => (place.get(one.key) ?? Infinity) - (place.get(other.key) ?? Infinity) || 0);
}

function offered(options: readonly { key: string; text: string }[], order: readonly string[] | undefined): Offered[] {
  return inOrder(options, order).map(({ text }, index) => ({ code: codeOf(index), text }));
}

const PLACEHOLDER = /\{\{\s*([a-z0-9-]{1,64})\s*\}\}/;

function piecesOf(text: string, gaps: readonly Gap[], order: DrawnItem['order']): ClozePiece[] {
  const left = new Map(gaps.map((gap, index) => [gap.key, { gap, code: codeOf(index) }]));
  return text.split(PLACEHOLDER).flatMap((part, index): ClozePiece[] => {
    if (index % 2 === 0) return part === '' ? [] : [{ kind: 'words', text: part }];
    const found = left.get(part);
    left.delete(part);
    return found ? [gapOf(found.gap, found.code, order)] : [];
  });
}

function gapOf(gap: Gap, code: string, order: DrawnItem['order']): ClozePiece {
  if (gap.kind === 'choice')
    return { kind: 'gap', code, fill: 'choice', options: offered(gap.options, order[gap.key]) };
  return gap.kind === 'numeric'
    ? { kind: 'gap', code, fill: 'number', unit: gap.unit ?? null }
    : { kind: 'gap', code, fill: 'text', unit: null };
}
