/**
 * The hills of the home page are the catalogue's hours: one ridge for each kind of provider over a scale of hours from 1 to
 * 300 and more, the higher the more courses for that length. Each ridge has its own scale, and the caption says so. Pure.
 */

export type Hill = {
  label: string;
  /** Courses of this kind that state their hours. */
  count: number;
  /** Half-open bands of total hours. */
  bands: readonly { from: number; to: number; count: number }[];
};

/** The ticks under the hills, in hours, evenly spaced because the scale is logarithmic. */
export const HOUR_TICKS = [1, 3, 10, 30, 100, 300] as const;

const WIDTH = 1280;
const HEIGHT = 320;
/** Decades shown: 1 h to about 1,000 h, so that each tick of half a decade takes a sixth of the width. */
const DECADES = 3;
/** Where each ridge rises from, far to near, and how far its summit may rise above that. */
const GROUND = [214, 240, 268, 296];
const RISE = [98, 104, 104, 120];
const STEPS = 80;

export type Ridge = { path: string; summit: { x: number; y: number } };

/** One closed path a hill, far to near; `summit` in per cent of the picture. */
export function drawHills(hills: readonly Hill[]): Ridge[] {
  return hills.slice(0, GROUND.length).map((hill, at) => {
    const nth = at + GROUND.length - Math.min(GROUND.length, hills.length);
    return ridge(hill, GROUND[nth] as number, RISE[nth] as number);
  });
}

function ridge(hill: Hill, ground: number, rise: number): Ridge {
  const heights = smooth(densities(hill));
  const most = Math.max(...heights, Number.MIN_VALUE);
  const points = heights.map((height, step) => ({
    x: (step / STEPS) * WIDTH,
    y: ground - (height / most) * rise,
  }));
  const summit = points.reduce((best, point) => (point.y < best.y ? point : best));
  const line = points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L');
  return {
    path: `M0 ${HEIGHT}L${line}L${WIDTH} ${HEIGHT}Z`,
    summit: { x: round((100 * summit.x) / WIDTH), y: round((100 * summit.y) / HEIGHT) },
  };
}

/** Courses per decade of hours at each step: a wide band counts no more than a narrow one for being wide. */
function densities({ bands }: Hill): number[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const hours = 10 ** ((step / STEPS) * DECADES);
    const band = bands.find(({ from, to }) => hours >= from && hours < to);
    if (!band) return 0;
    const width = Math.log10(Math.max(band.to, band.from + 1)) - Math.log10(Math.max(band.from, 0.5));
    return band.count / Math.max(width, 0.05);
  });
}

/** A weighted mean over near steps: bands are blocks, hills are not. */
function smooth(values: readonly number[], reach = 6): number[] {
  return values.map((_, at) => {
    let sum = 0;
    let weight = 0;
    for (let near = -reach; near <= reach; near += 1) {
      const value = values[at + near];
      if (value === undefined) continue;
      const share = reach + 1 - Math.abs(near);
      sum += value * share;
      weight += share;
    }
    return sum / weight;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
