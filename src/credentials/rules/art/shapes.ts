/**
 * The four stones of a badge, 512 square, after the visual direction (badges/*.svg there): `ring` a standing stone with one ring a
 * level, `strata` a slab with one layer a level, `facet` a cut block and `stack` a cairn, both with the level as a numeral. Colours
 * stand at each part and not in a style sheet, so that every drawer of SVG sees the same picture, also inside another page.
 */
import type { BadgeShape } from '../../schema/achievement.js';

/** What a shape is drawn from. `level`: 1 to 8, null: none is stated. `id` begins the ids inside, so that several stand on one page. */
export type Drawing = { id: string; ground: string; accent: string; level: number | null };

/** Where words stand: the middle of the title's first line, the room that it has, and the lines below. */
export type Places = {
  title: { x: number; y: number; width: number; sizes: readonly number[]; step: number };
  /** Where a numeral stands, or initials without a level; `counts`: the shape itself shows the level, so that only initials stand. */
  sign: { x: number; y: number; size: number; fill: 'ink' | 'ground' | 'accent'; counts?: true } | null;
  organisation: { x: number; y: number; size: number; width: number };
  worth: { x: number; y: number; size: number };
};

type Shape = { what: (level: number | null) => string; places: Places; draw: (drawing: Drawing) => string };

const RING =
  'M150 480C96 476 62 432 58 372 52 286 74 176 112 96 134 50 166 34 226 32 300 29 366 34 396 82 440 156 462 290 452 376 446 436 414 476 360 479 296 483 206 483 150 480Z';
const SLAB =
  'M92 478C50 470 24 436 22 388 20 330 30 232 44 150 54 84 84 40 150 36 236 30 330 32 384 40 440 48 466 92 476 160 488 240 496 330 488 396 482 446 450 474 404 478 300 486 180 486 92 478Z';
const BLOCK =
  'M120 480C92 480 76 470 66 446L26 300C20 276 22 258 34 236L112 74C124 46 144 34 174 33L330 30C364 30 384 42 400 68L478 212C492 238 494 258 486 286L448 438C440 468 422 480 390 480Z';
const BASE =
  'M38 480C14 470 8 430 22 400 34 372 60 362 110 356 210 346 330 346 410 358 462 366 492 388 496 424 499 456 486 476 458 480 330 486 140 486 38 480Z';
const MIDDLE =
  'M104 346C72 338 60 306 66 272 72 236 92 214 140 206 220 196 320 198 376 208 424 216 450 244 450 282 450 318 434 340 402 346 320 354 190 354 104 346Z';
const TOP =
  'M176 198C150 188 142 156 150 118 158 76 186 40 236 33 284 27 336 42 356 82 374 120 370 168 346 192 326 204 206 206 176 198Z';

const RING_SHAPE: Shape = {
  what: (level) => `A standing stone with a cup-and-ring carving${level ? ': one ring for each level' : ''}.`,
  places: {
    title: { x: 256, y: 346, width: 346, sizes: [35, 29, 24], step: 1.16 },
    sign: { x: 256, y: 218, size: 120, fill: 'accent', counts: true },
    organisation: { x: 256, y: 438, size: 20, width: 330 },
    worth: { x: 256, y: 464, size: 20 },
  },
  draw: ({ id, ground, accent, level }) =>
    stone(`${id}-c`, RING, ground, [
      lit(0.09, 'M40 20H300L190 140 96 300 30 420Z'),
      dim(0.2, 'M470 60 420 200 436 360 360 500H520V60Z'),
      dim(0.16, 'M40 440 180 462 340 452 480 420V520H40Z'),
    ]) +
    `<g fill="none" stroke="${accent}" stroke-width="6" stroke-linecap="round" transform="rotate(52 256 178)">${rings(level ?? 0)}</g>` +
    (level === null ? '' : `<circle fill="${accent}" cx="256" cy="178" r="8"/>`),
};

/** Rings open to the channel that leaves the cup, as such carvings are. */
function rings(count: number): string {
  const paths = Array.from({ length: count }, (_, at) => {
    const radius = 15 + 13.2 * at;
    const [left, right] = [
      (118 - Math.min(24, at * 5)) * (Math.PI / 180),
      (76 + Math.min(10, at * 2)) * (Math.PI / 180),
    ];
    const point = (angle: number) =>
      `${rounded(256 + radius * Math.cos(angle))} ${rounded(178 + radius * 0.985 * Math.sin(angle))}`;
    return `<path d="M${point(left)}A${rounded(radius)} ${rounded(radius * 0.985)} 0 1 1 ${point(right)}"/>`;
  });
  return count === 0 ? '' : `${paths.join('')}<path d="M256 190V${rounded(204 + 13.2 * (count - 1))}"/>`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

const STRATA_SHAPE: Shape = {
  what: (level) => `A slab of layered rock${level ? ': one layer for each level' : ''}.`,
  places: {
    title: { x: 256, y: 162, width: 384, sizes: [40, 34, 28], step: 1.2 },
    sign: null,
    organisation: { x: 256, y: 100, size: 21, width: 372 },
    worth: { x: 256, y: 268, size: 21 },
  },
  draw: ({ id, ground, accent, level }) =>
    stone(`${id}-c`, SLAB, ground, [
      lit(0.08, 'M0 0H512V70C400 110 160 84 0 128Z'),
      layers(level ?? 1, accent),
      dim(0.18, 'M512 60 462 180 470 330 430 512H512Z'),
    ]),
};

const SHADES = [0.12, 0.11, 0, 0.16, 0.24, 0.21, 0.3, 0.14] as const;

/** As many layers as the level; the third, or the only one, is of the second colour. */
function layers(count: number, accent: string): string {
  const height = Math.min(25, 192 / count);
  return Array.from({ length: count }, (_, at) => {
    const y = 290 + at * height;
    const wave = at % 2 === 0 ? 9 : -7;
    const path = `M0 ${y}C130 ${y - wave} 220 ${y + wave} 320 ${y - wave / 2}S460 ${y + wave} 512 ${y}V${y + height}C440 ${y + height + wave} 400 ${y + height - wave} 320 ${y + height - 3}S130 ${y + height - wave} 0 ${y + height}Z`;
    if (at === Math.min(2, count - 1)) return `<path fill="${accent}" d="${path}"/>`;
    return at % 2 === 0 ? dim(SHADES[at % 8] ?? 0.12, path) : lit(SHADES[at % 8] ?? 0.12, path);
  }).join('');
}

const FACET_SHAPE: Shape = {
  what: (level) => `A cut block of stone${level ? ' with the level as a large numeral' : ''}.`,
  places: {
    title: { x: 254, y: 302, width: 300, sizes: [33, 28, 23], step: 1.17 },
    sign: { x: 252, y: 236, size: 150, fill: 'ink' },
    organisation: { x: 254, y: 398, size: 19, width: 256 },
    worth: { x: 254, y: 464, size: 20 },
  },
  draw: ({ id, ground, accent }) =>
    stone(`${id}-c`, BLOCK, ground, [
      lit(0.16, 'M150 20H370L322 110 176 118Z'),
      lit(0.09, 'M150 20 176 118 84 270 10 280Z'),
      dim(0.12, 'M370 20 322 110 424 262 500 250Z'),
      dim(0.26, 'M424 262 384 430 420 500 510 300 500 250Z'),
      dim(0.1, 'M84 270 10 280 90 500 132 434Z'),
      dim(0.2, 'M132 434 384 430 420 500H90Z'),
      `<path fill="${accent}" d="M84 270 132 434 126 438 76 271Z"/>`,
      `<path fill="${accent}" d="M322 110 424 262 428 259 326 106Z"/>`,
    ]),
};

const STACK_SHAPE: Shape = {
  what: (level) => `A cairn of three stones${level ? ': the level on top, the title in the middle' : ''}.`,
  places: {
    title: { x: 258, y: 270, width: 340, sizes: [35, 29, 24], step: 1.17 },
    sign: { x: 258, y: 162, size: 118, fill: 'ground' },
    organisation: { x: 256, y: 416, size: 23, width: 420 },
    worth: { x: 256, y: 452, size: 23 },
  },
  draw: ({ id, ground, accent }) =>
    stone(`${id}-a`, BASE, ground, [lit(0.1, 'M0 340H420L300 392 0 420Z'), dim(0.2, 'M0 462 240 470 520 440V500H0Z')]) +
    stone(`${id}-b`, MIDDLE, ground, [
      lit(0.1, 'M50 190H390L200 236 60 300Z'),
      dim(0.18, 'M380 200 420 290 390 360H470V200Z'),
    ]) +
    stone(`${id}-e`, TOP, accent, [
      lit(0.22, 'M140 20H310L230 70 150 170Z'),
      dim(0.14, 'M330 40 350 130 300 210H390V40Z'),
    ]),
};

export const SHAPES: Readonly<Record<BadgeShape, Shape>> = {
  ring: RING_SHAPE,
  strata: STRATA_SHAPE,
  facet: FACET_SHAPE,
  stack: STACK_SHAPE,
};

function stone(clip: string, outline: string, fill: string, parts: readonly string[]): string {
  return `<clipPath id="${clip}"><path d="${outline}"/></clipPath><path fill="${fill}" d="${outline}"/><g clip-path="url(#${clip})">${parts.join('')}</g>`;
}

function lit(opacity: number, path: string): string {
  return `<path fill="#fff" opacity="${opacity}" d="${path}"/>`;
}

function dim(opacity: number, path: string): string {
  return `<path fill="#000" opacity="${opacity}" d="${path}"/>`;
}
