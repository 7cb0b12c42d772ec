/** The colours of a badge, and whether what stands on them can be read (WCAG 2.2: 4.5 for text, 3 for shapes). Pure. */
import { FormFault } from '../achievement-form/form-fault.js';

type Rgb = readonly [red: number, green: number, blue: number];

/** Lightest and darkest shade that a shape gives its stone: text stands on both. */
const LIT = 0.1;
const DIM = 0.2;
/** On a dark stone, on a light one, and, where those are not enough, white and black. */
const INKS = ['#f3f2ec', '#1a2529', '#ffffff', '#000000'] as const;

/** `#26353C` or `26353c` as the six digits that are kept. @throws FormFault */
export function colourOf(text: string): string {
  const digits = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (!digits) throw new FormFault('Write a colour as six digits, such as #26353c.');
  return `#${digits.toLowerCase()}`;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  return ratio(luminance(rgb(a)), luminance(rgb(b)));
}

/** What is written on a stone of this colour, and the least contrast that it has anywhere on it. */
export function inkOn(ground: string): { ink: string; contrast: number } {
  const shades = [mixed(ground, 255, LIT), mixed(ground, 0, DIM)].map(luminance);
  const tried = INKS.map((ink) => ({
    ink,
    contrast: Math.min(...shades.map((shade) => ratio(shade, luminance(rgb(ink))))),
  }));
  return (
    tried.find((one) => one.contrast >= 4.5) ?? tried.reduce((best, one) => (one.contrast > best.contrast ? one : best))
  );
}

/** Why these two colours make no badge that can be read; null: they do. */
export function faultOfColours({ ground, accent }: { ground: string; accent: string }): string | null {
  if (inkOn(ground).contrast < 4.5)
    return 'Neither white nor black can be read on this colour. Choose a darker one, or a lighter one.';
  const found = contrast(ground, accent);
  if (found >= 3) return null;
  return `The two colours are too much alike: their contrast is ${found.toFixed(1)}, and 3 is needed. Change one of them.`;
}

function rgb(colour: string): Rgb {
  const at = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

function mixed(colour: string, with_: number, share: number): Rgb {
  const [red, green, blue] = rgb(colour).map((value) => value * (1 - share) + with_ * share);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function luminance([red, green, blue]: Rgb): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
