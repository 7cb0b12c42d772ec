/** What is different between two editions, step by step, in words for a person. */
import type { DraftContent, DraftStep } from '../../schema/draft.js';
import { canonicalJson, digestOf, metIn } from './digests.js';

export type StepChange = {
  key: string;
  title: string;
  type: DraftStep['type'];
  /** `changed` may have moved too. */
  what: 'same' | 'changed' | 'added' | 'gone' | 'moved';
  /** What is different: `its title`, `its questions`. Of a step that is the same: what changed beside it, such as its minutes. */
  parts: string[];
  /** A sentence for a person. */
  words: string;
};
/** `met`: what a learner meets there; `digest`: of that. */
type Placed = { step: DraftStep; met: Record<string, unknown>; digest: string; week: string; weekNumber: number };

const FIELDS: Record<string, string> = {
  type: 'what kind of step it is',
  title: 'its title',
  body: 'its text',
  video: 'its video',
  poster: 'its picture',
  captions: 'its captions',
  transcript: 'its transcript',
  draws: 'its questions',
  rubric: 'its rubric',
  minutes: 'how long it takes',
  required: 'whether it is required',
  outcomes: 'what it serves',
  reflection: 'its question for reflection',
};
/** Of anything else that a step has: attempts, time limits, marking. */
const HOW = 'how it is assessed';

/** In the order of the newer edition, with what is gone where it stood: last. */
export function compareEditions(old: DraftContent, next: DraftContent): StepChange[] {
  const [before, after] = [placed(old), placed(next)];
  const moved = movedKeys(before, after);
  const changes = [...after.values()].map((now): StepChange => {
    const was = before.get(now.step.key);
    if (!was) return changeOf(now, 'added');
    const hasMoved = moved.has(now.step.key);
    const what = was.digest !== now.digest ? 'changed' : hasMoved ? 'moved' : 'same';
    return changeOf(now, what, differences(was, now), hasMoved);
  });
  const gone = [...before.values()].filter(({ step }) => !after.has(step.key));
  return [...changes, ...gone.map((was) => changeOf(was, 'gone'))];
}

function placed(content: DraftContent): Map<string, Placed> {
  const steps = content.weeks.flatMap(({ key, steps }, index) =>
    steps.map((step) => {
      const met = metIn(step, content);
      return { step, met, digest: digestOf(met), week: key, weekNumber: index + 1 };
    }),
  );
  return new Map(steps.map((place) => [place.step.key, place]));
}

/** In another week, or out of the longest row of steps that kept their order. */
function movedKeys(before: ReadonlyMap<string, Placed>, after: ReadonlyMap<string, Placed>): Set<string> {
  const order = [...before.keys()];
  const common = [...after.keys()].filter((key) => before.has(key));
  const stayed = new Set(longestRise(common.map((key) => order.indexOf(key))).map((index) => common[index]));
  return new Set(common.filter((key) => !stayed.has(key) || before.get(key)?.week !== after.get(key)?.week));
}

/** The places of a longest rising run of numbers. */
function longestRise(numbers: readonly number[]): number[] {
  const best = numbers.map(() => ({ length: 1, from: -1 }));
  for (const [index, number] of numbers.entries())
    for (let earlier = 0; earlier < index; earlier += 1)
      if (numbers[earlier]! < number && best[earlier]!.length >= best[index]!.length)
        best[index] = { length: best[earlier]!.length + 1, from: earlier };
  const longest = Math.max(0, ...best.map(({ length }) => length));
  const run: number[] = [];
  for (let at = best.findIndex(({ length }) => length === longest); at >= 0; at = best[at]!.from) run.unshift(at);
  return run;
}

function differences(was: Placed, now: Placed): string[] {
  const [a, b]: Record<string, unknown>[] = [
    { ...was.step, ...was.met },
    { ...now.step, ...now.met },
  ];
  const names = [...new Set([...Object.keys(a!), ...Object.keys(b!)])];
  const different = names.filter((name) => canonicalJson(a![name]) !== canonicalJson(b![name]));
  return [...new Set(different.map((name) => FIELDS[name] ?? HOW))];
}

function changeOf(
  { step, weekNumber }: Placed,
  what: StepChange['what'],
  parts: string[] = [],
  hasMoved = false,
): StepChange {
  const { key, title, type } = step;
  return {
    key,
    title,
    type,
    what,
    parts,
    words: inWords(what, parts, hasMoved ? `moved to week ${weekNumber}` : null),
  };
}

function inWords(what: StepChange['what'], parts: readonly string[], moved: string | null): string {
  if (what === 'added') return 'New.';
  if (what === 'gone') return 'No longer part of the course. What was done there is kept.';
  const changed = parts.length > 0 ? `changed ${listed(parts)}` : null;
  const said = [changed, moved].filter((part) => part !== null).join(', and ');
  const words = said ? `${said[0]!.toUpperCase()}${said.slice(1)}.` : 'The same.';
  return what === 'changed' || !said ? words : `${words} The step itself is the same.`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
