/** The picture of a badge as SVG: pure text from what the achievement says. Nothing in it is loaded from anywhere. */
import { creditStated, stoneLevel } from '../../../catalogue/index.js';
import { escapeXml } from '../../../ui/index.js';
import type { AchievementDraft } from '../../schema/achievement.js';
import { inkOn } from './colours.js';
import { initialsOf, lettered } from './lettering.js';
import { type Places, SHAPES } from './shapes.js';

export { colourOf, contrast, faultOfColours, inkOn } from './colours.js';

const FONT = 'Public Sans, Noto Sans, Arial, sans-serif';

/** `id` begins the ids inside. The title and the description are read to whoever cannot see it. */
export function badgeSvg(content: AchievementDraft, organisation: string, id = 'badge'): string {
  const { art, name } = content;
  const shape = SHAPES[art.shape];
  const level = stoneLevel(content.level ?? content.credits.find((credit) => credit.level)?.level ?? null);
  const title = name || 'Not named yet';
  const label = [title, organisation, worthInWords(content)].filter(Boolean).join(', ');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-labelledby="${id}-t ${id}-d">` +
    `<title id="${id}-t">${escapeXml(label)}</title><desc id="${id}-d">${escapeXml(shape.what(level))}</desc>` +
    shape.draw({ id, ground: art.ground, accent: art.accent, level }) +
    words(
      shape.places,
      { title, organisation, level, sign: level === null ? initialsOf(organisation) : String(level) },
      content,
    ) +
    '</svg>'
  );
}

/** An uploaded picture in place of a stone. `png`: as it is kept. */
export function pictureSvg(png: Uint8Array, content: AchievementDraft, organisation: string): string {
  const label = [content.name, organisation].filter(Boolean).join(', ');
  const data = Buffer.from(png).toString('base64');
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-labelledby="badge-t">' +
    `<title id="badge-t">${escapeXml(label)}</title><image width="512" height="512" href="data:image/png;base64,${data}"/></svg>`
  );
}

/** "Level 7 · 15 CATS", "7.5 CPD hours"; empty: nothing is stated. */
export function worthInWords({ level, credits, cpdHours }: AchievementDraft): string {
  const [credit] = credits;
  const stated = level ?? credit?.level ?? null;
  const worth = credit
    ? creditStated(credit)
    : cpdHours
      ? `${cpdHours} CPD ${cpdHours === 1 ? 'hour' : 'hours'}`
      : null;
  return [stated && `${stated.framework === 'EQF' ? 'EQF level' : 'Level'} ${stated.value}`, worth]
    .filter(Boolean)
    .join(' · ');
}

function words(
  places: Places,
  said: { title: string; organisation: string; sign: string; level: number | null },
  content: AchievementDraft,
): string {
  const { ink } = inkOn(content.art.ground);
  const { title, sign, organisation, worth } = places;
  const { lines, size } = lettered(said.title, { ...title, most: 3 });
  const rows = lines.map((line, at) => ({
    line,
    y: title.y + at * size * title.step - (lines.length === 3 ? size * 0.35 : 0),
  }));
  const [owner = ''] = lettered(said.organisation, {
    width: organisation.width,
    sizes: [organisation.size],
    most: 1,
  }).lines;
  const signSize = sign && said.sign.length > 1 ? sign.size * (said.sign.length > 2 ? 0.55 : 0.75) : sign?.size;
  const fills = { ink, ground: content.art.ground, accent: content.art.accent };
  const shown = sign && !(sign.counts && said.level !== null) ? sign : null;
  return [
    shown && text(said.sign, { ...shown, size: signSize ?? 0, weight: 600, fill: fills[shown.fill] }),
    ...rows.map(({ line, y }) => text(line, { x: title.x, y: Math.round(y), size, weight: 600, fill: ink })),
    text(owner, { ...organisation, weight: 600, fill: ink }),
    text(worthInWords(content), { ...worth, weight: 600, fill: ink }),
  ]
    .filter(Boolean)
    .join('');
}

type Set = { x: number; y: number; size: number; weight: number; fill: string };

function text(words: string, { x, y, size, weight, fill }: Set): string {
  if (words === '') return '';
  return `<text x="${x}" y="${y}" text-anchor="middle" font-family="${FONT}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(words)}</text>`;
}
