/** Faults of a course's files: those it names and does not have, and pictures that say nothing to whoever does not see them. */
import type { DraftContent, DraftStep } from '../../../schema/draft.js';
import type { Item } from '../../../schema/index.js';
import { mediaName, mediaOf } from '../../markdown.js';
import { type Fault, itemsOf, placesOf } from './places.js';

type Use = { at: string; step: string | null; field: string; address: string };
type Text = Omit<Use, 'address'> & { text: string };

const ENDINGS: Record<string, { ends: RegExp; words: string }> = {
  video: { ends: /\.(mp4|m4v|webm)$/, words: 'an .mp4 or .webm file' },
  poster: { ends: /\.(png|jpe?g|webp|gif)$/, words: 'a picture' },
  picture: { ends: /\.(png|jpe?g|webp|gif)$/, words: 'a picture' },
  captions: { ends: /\.vtt$/, words: 'a .vtt file (WebVTT)' },
};

export function mediaFaults(content: DraftContent, known: ReadonlySet<string>): Fault[] {
  const texts = textsOf(content);
  return [...usesOf(content, texts).flatMap((use) => useFaults(use, known)), ...texts.flatMap(pictureFaults)];
}

/** The names of all files that a course uses, each once. */
export function mediaUsed(content: DraftContent): string[] {
  const names = usesOf(content, textsOf(content)).map(({ address }) => mediaName(address));
  return [...new Set(names.filter((name) => name !== null))].sort();
}

function textsOf(content: DraftContent): Text[] {
  return [
    { at: 'The course', step: null, field: 'summary', text: content.summary },
    ...content.weeks.map(({ summary, title }, index) => ({
      at: `Week ${index + 1} “${title}”`,
      step: null,
      field: 'summary',
      text: summary,
    })),
    ...placesOf(content).flatMap(({ at, step }) => [
      { at, step: step.key, field: 'body', text: step.body },
      ...(step.type === 'video' ? [{ at, step: step.key, field: 'transcript', text: step.transcript }] : []),
    ]),
    ...itemsOf(content).map(({ at, step, item }) => ({ at, step, field: 'prompt', text: item.prompt })),
  ];
}

function usesOf(content: DraftContent, texts: readonly Text[]): Use[] {
  const inTexts = texts.flatMap(({ text, ...place }) => {
    const { pictures, links } = mediaOf(text);
    return [...pictures.map(({ address }) => address), ...links].map((address) => ({ ...place, address }));
  });
  const ofSteps = placesOf(content).flatMap(({ at, step }) =>
    filesOf(step).map(([field, address]) => ({ at, step: step.key, field, address })),
  );
  const ofItems = itemsOf(content).flatMap(({ at, step, item }) =>
    picturesOf(item).map((address) => ({ at, step, field: 'picture', address })),
  );
  return [...inTexts, ...ofSteps, ...ofItems];
}

function filesOf(step: DraftStep): [field: string, address: string][] {
  if (step.type !== 'video') return [];
  return [
    ...(step.video ? [['video', step.video] as [string, string]] : []),
    ...(step.poster ? [['poster', step.poster] as [string, string]] : []),
    ...step.captions.map(({ file }): [string, string] => ['captions', file]),
  ];
}

function picturesOf(item: Item): string[] {
  return item.type === 'hotspot' ? [item.picture] : [];
}

function useFaults({ address, ...place }: Use, known: ReadonlySet<string>): Fault[] {
  const name = mediaName(address);
  if (name === null) {
    const message = `The picture ${address} is not a file of this course. Upload it and write media:NAME: what lies elsewhere changes or goes.`;
    return [{ ...place, message }];
  }
  const kind = ENDINGS[place.field];
  if (kind && !kind.ends.test(name)) return [{ ...place, message: `${name} is not ${kind.words}. Name one that is.` }];
  return known.has(name) ? [] : [{ ...place, message: `There is no file ${name}. Upload it under this name.` }];
}

/** WCAG 2.2, 1.1.1. */
function pictureFaults({ text, ...place }: Text): Fault[] {
  return mediaOf(text)
    .pictures.filter(({ alt }) => alt === '')
    .map(({ address }) => ({
      ...place,
      message: `The picture ${address} has no words: write them between the brackets of ![…](${address}), saying what it shows.`,
    }));
}
