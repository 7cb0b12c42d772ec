/** Lists as tables write them. */
import { tidy } from '../../rules/index.js';

/** A list written as a Python literal: `['Data Science', "Bayes' rule"]`. Anything else: empty. */
export function literalList(text: string): string[] {
  const inner = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1];
  if (!inner) return [];
  const items: string[] = [];
  for (let at = 0; at < inner.length; at++) {
    const quote = inner[at];
    if (quote !== "'" && quote !== '"') continue;
    const end = closingQuote(inner, at + 1, quote);
    items.push(tidy(unescaped(inner.slice(at + 1, end))));
    at = end;
  }
  return items.filter(Boolean);
}

function closingQuote(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gis, (_, hex, wide, sign) =>
    sign ? (sign === 'n' || sign === 't' ? ' ' : sign) : String.fromCharCode(Number.parseInt(hex ?? wide, 16)),
  );
}

/** Names between separators, tidied, empty ones left out, each once. Without a separator: the whole. */
export function splitNames(text: string, separator?: string | RegExp): string[] {
  const parts = separator === undefined ? [text] : text.split(separator);
  return [...new Set(parts.map((part) => tidy(part)).filter(Boolean))];
}

/**
 * Names joined by hyphens, which names hold too: "Robyn Belair-Ben Piscopo" are two, "Anne Smith-Jones" is one. A hyphen
 * parts two names only where a space stands on both sides of it before the next hyphen.
 */
export function splitAtHyphens(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split('-')) {
    const last = names.at(-1);
    if (last === undefined || (last.trim().includes(' ') && part.trim().includes(' '))) names.push(part);
    else names[names.length - 1] = `${last}-${part}`;
  }
  return names.map((name) => tidy(name)).filter(Boolean);
}

/** "Prof. Mark DrelaProf. Steven Hall": a title runs into the name before it. */
export function splitAtTitles(text: string): string[] {
  return splitNames(text.replace(/(?<=[\p{Ll}.)])(?=(?:Prof|Dr|Col|Mr|Ms|Mrs|Lt)\. )/gu, '\n'), '\n');
}
