/**
 * What the guide judges, made up for resampled courses: skills of the real vocabulary, hours, prices, levels, places,
 * recognition and ratings, each stated as often as catalogues do, so that judging meets what it would meet. Invented for
 * measuring alone; nothing of it is ever shown.
 */
import { Course, listSkills } from '../../src/catalogue/index.js';
import { ANY_TIME, FLAG, type IndexDocument } from '../../src/discovery/schema.js';
import { type Random, seeded } from './random.js';

const SKILLS = listSkills().map(({ id, label }) => ({ id, label }));
const BODIES = Array.from({ length: 40 }, (_, i) => `demo-body-${i}`);
const PATTERNS = ['daytime', 'evening', 'weekend', 'day-release'];
/** 2026-11-23. */
export const TODAY = 20_780;

export function* withJudged(batches: Iterable<IndexDocument[]>, seed = 7): Generator<IndexDocument[]> {
  const random = seeded(seed);
  for (const batch of batches) yield batch.map((document) => judgedDocument(document, random));
}

function judgedDocument(document: IndexDocument, random: Random): IndexDocument {
  const stated = <T>(share: number, value: () => T): T | null => (random.chance(share) ? value() : null);
  const skills = Array.from({ length: random.below(7) }, () => random.pick(SKILLS));
  const inPerson = random.chance(0.2);
  const weeks = stated(0.6, () => 1 + random.below(26));
  const weekly = stated(0.5, () => 1 + random.below(20));
  const price = stated(0.7, () => (random.chance(0.2) ? 0 : 100 * (10 + random.below(3_000))));
  const anyTime = random.chance(0.5);
  const start = stated(0.5, () => TODAY + random.below(365));
  const body = stated(0.1, () => random.pick(BODIES));
  const reviews = stated(0.4, () => Math.floor(2 ** random.below(14)));
  const aspect = (): number | null => stated(0.02, () => 1 + random.below(41) / 10);
  return {
    ...document,
    text: { ...document.text, skills: skills.map(({ label }) => label) },
    facets: {
      ...document.facets,
      skill: [...new Set(skills.map(({ id }) => id))],
      mode: [inPerson ? 'in-person' : random.chance(0.1) ? 'blended' : 'online'],
      pace: [anyTime ? 'self-paced' : 'scheduled'],
      level: [stated(0.2, () => `${4 + random.below(4)}`) ?? 'not-stated'],
      recognisedBy: body === null ? [] : [body],
      recognition: body === null ? [] : ['claimed'],
    },
    numbers: {
      ...document.numbers,
      price,
      weeks,
      hoursPerWeek: weekly,
      hours: weeks === null || weekly === null ? stated(0.3, () => 1 + random.below(200)) : weeks * weekly,
      start: anyTime ? ANY_TIME : start,
      cpdHours: stated(0.1, () => 1 + random.below(40)),
      credit: stated(0.08, () => 5 * (1 + random.below(12))),
      rating: reviews === null ? null : 3 + random.below(21) / 10,
    },
    flags:
      (price === 0 ? FLAG.free : 0) |
      (anyTime ? FLAG.anyTime : start === null ? FLAG.unknownAvailability : FLAG.open) |
      (random.chance(0.1) ? FLAG.thin : 0) |
      (random.chance(0.2) ? FLAG.assessed : 0),
    ratingCount: reviews ?? 0,
    places: inPerson ? [[50 + random.below(90) / 10, -5 + random.below(60) / 10]] : [],
    traits: {
      signedBy: body !== null && random.chance(0.3) ? [body] : [],
      stacksInto: random.chance(0.03) ? ['MSc Nursing'] : [],
      pattern: anyTime ? [] : [random.pick(PATTERNS)],
    },
    measures: {
      weekly,
      allIn: price === null ? null : price + (random.chance(0.3) ? 100 * random.below(80) : 0),
      refreshed: stated(0.3, () => TODAY - random.below(1_500)),
      reviews,
      ends: anyTime ? ANY_TIME : start === null || weeks === null ? null : start + weeks * 7,
      contentCurrent: aspect(),
      workloadTrue: aspect(),
      support: aspect(),
      assessmentFair: aspect(),
      useful: aspect(),
    },
  };
}

/** A course that states what its document says, roughly: for the sentences. */
export function courseOf(document: IndexDocument): Course {
  const { numbers, text } = document;
  const provider = {
    id: '0190a0a0-0000-7000-8000-000000000002',
    slug: 'demo-college',
    name: 'Demo College',
    kind: 'college',
    country: 'GB',
  };
  return Course.parse({
    id: `0190a0a0-0000-7000-8000-${document.num.toString(16).padStart(12, '0')}`,
    num: document.num,
    slug: `course-${document.num}`,
    state: 'published',
    title: text.title.slice(0, 500) || 'Untitled',
    kind: 'course',
    provider,
    awardingBodies: [],
    browse: [],
    recognition: [],
    skills: document.facets.skill.map((id) => ({
      id,
      label: id,
      uri: null,
      relation: 'taught',
      evidence: { field: 'title', words: id },
    })),
    offerings: [],
    workload: {
      totalHours: numbers.hours ?? undefined,
      weeks: numbers.weeks ?? undefined,
      hoursPerWeekMax: numbers.hoursPerWeek ?? undefined,
    },
    prices:
      numbers.price === null
        ? []
        : [{ amount: numbers.price, currency: 'GBP', kind: 'full', raw: 'as made up', how: 'stated' }],
    sources: [{ key: 'demo', name: 'Demo feed', externalId: 'x', checked: '2026-11-14', preferred: true }],
    provenance: {},
    differing: {},
    edition: { number: 1, since: '2026-11-14' },
    lastChecked: '2026-11-14',
  });
}
