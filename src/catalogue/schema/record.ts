/** What one source says of one course: every parser in `formats/` emits a `CourseRecord`, and nothing else. */
import { z } from 'zod';
import { Country, OrganisationBrief, OrganisationKind, OrganisationRef } from '../../organisations/index.js';

export { Country, OrganisationBrief, OrganisationKind, OrganisationRef };

/** ISO calendar day, `2026-11-23`. A source that states only a month or a year leaves the day out of the value: see `DateStated`. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => dayOf(day) === day, 'is no day of the calendar');

/** What the calendar makes of it: 31 February becomes 3 March. */
function dayOf(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
/** ISO 639-1/BCP 47 tag in lower case: `en`, `zh-hant`, `pt-br`. */
export const Language = z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/);
/** ISO 4217 in upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);

/** How a value was reached from what the source wrote. `approximate`: the source says "about", or a range was narrowed. */
export const How = z.enum(['stated', 'parsed', 'approximate', 'inferred']);
export type How = z.infer<typeof How>;

/** What the source wrote for one field, kept beside the value. `parser` names the rule, e.g. `duration.weeks`. */
export const Raw = z.object({ raw: z.string().max(2000), how: How, parser: z.string().optional() });
export type Raw = z.infer<typeof Raw>;

export const CourseKind = z.enum([
  'course',
  'microcredential',
  'programme',
  'qualification',
  'cpd-event',
  'webinar',
  'project',
  'material',
]);
export type CourseKind = z.infer<typeof CourseKind>;

/** `hecos`, `cah`, `isced-f`, `jacs3`, `ldcs`, `asced`, `cip` are coded; `keyword` is a source's own label. */
export const SubjectScheme = z.enum(['cah', 'hecos', 'isced-f', 'jacs3', 'ldcs', 'asced', 'cip', 'keyword']);
export const SubjectRef = z.object({ scheme: SubjectScheme, code: z.string().optional(), label: z.string().max(200) });
export type SubjectRef = z.infer<typeof SubjectRef>;

export const SkillRef = z.object({
  label: z.string().max(200),
  uri: z.string().optional(),
  relation: z.enum(['taught', 'required', 'mentioned']),
});
export type SkillRef = z.infer<typeof SkillRef>;

export const LevelFramework = z.enum(['FHEQ', 'RQF', 'SCQF', 'CQFW', 'NFQ', 'EQF', 'AQF', 'ISCED', 'OU']);
/** `value` is the framework's own label ("7", "9/10", "Entry 3"); `eqf` is 1-8 where the framework is referenced to it. */
export const Level = z.object({
  framework: LevelFramework,
  value: z.string(),
  eqf: z.number().int().min(1).max(8).optional(),
});
export type Level = z.infer<typeof Level>;

/** A platform's own word for how hard it is. Never a qualification level. */
export const Difficulty = z.enum(['beginner', 'intermediate', 'advanced', 'mixed']);

export const CreditScheme = z.enum([
  'CATS',
  'SCQF',
  'RQF',
  'CQFW',
  'ECTS',
  'US-SEM',
  'US-QTR',
  'EFTSL',
  'OU',
  'CEU',
  'UNITS',
]);
/** Academic credit. CEU and UNITS are kept as stated and never converted. CPD hours are never credit. */
export const Credit = z.object({ scheme: CreditScheme, value: z.number().positive(), level: Level.optional() });
export type Credit = z.infer<typeof Credit>;

/** Notional learning. `totalHours` is only set when stated or exactly derivable (weeks × hours a week, then `how: 'inferred'`). */
export const Workload = z.object({
  totalHours: z.number().positive().optional(),
  weeks: z.number().positive().optional(),
  hoursPerWeekMin: z.number().positive().optional(),
  hoursPerWeekMax: z.number().positive().optional(),
  approximate: z.boolean().optional(),
});
export type Workload = z.infer<typeof Workload>;

export const PriceKind = z.enum([
  'full',
  'certificate',
  'subscription',
  'deposit',
  'member',
  'unit',
  'materials',
  'audit',
]);
/** Money in minor units (pence, cents; whole yen). `amount: 0` only when the source says free. */
export const Price = z.object({
  amount: z.number().int().min(0),
  currency: Currency,
  kind: PriceKind,
  period: z.enum(['week', 'month', 'year']).optional(),
  /** For whom or where it holds: "Ireland", "members". Absent: for everybody. */
  region: z.string().max(200).optional(),
  raw: z.string().max(500),
  how: How,
});
export type Price = z.infer<typeof Price>;

export const Mode = z.enum(['online', 'in-person', 'blended']);
export const Pace = z.enum(['self-paced', 'scheduled']);
export const Earns = z.enum(['certificate', 'badge', 'credit']);

export const Venue = z.object({
  name: z.string().max(300).optional(),
  town: z.string().max(200).optional(),
  region: z.string().max(200).optional(),
  country: Country.optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
});
export type Venue = z.infer<typeof Venue>;

/** A dated or open run. `start` absent and `pace` self-paced: any time. `startText` keeps words that are no date ("Variable"). */
export const OfferingRecord = z.object({
  externalId: z.string().min(1).max(500),
  start: Day.optional(),
  end: Day.optional(),
  enrolFrom: Day.optional(),
  enrolUntil: Day.optional(),
  startText: z.string().max(300).optional(),
  /** true: dates are to the month or the year only; `start` is then the first day of it. */
  startApproximate: z.boolean().optional(),
  mode: Mode.optional(),
  pace: Pace.optional(),
  pattern: z.enum(['daytime', 'evening', 'twilight', 'day-release', 'weekend', 'customised']).optional(),
  studyMode: z.enum(['full-time', 'part-time', 'flexible']).optional(),
  weeks: z.number().positive().optional(),
  venue: Venue.optional(),
  places: z.number().int().min(0).optional(),
  prices: z.array(Price).default([]),
  languages: z.array(Language).default([]),
  url: z.string().optional(),
  cancelled: z.boolean().optional(),
});
export type OfferingRecord = z.infer<typeof OfferingRecord>;

/** Recognition as the source claims it. Only `credentials` can say that it is signed. */
export const RecognitionRef = z.object({ body: OrganisationRef, words: z.string().max(500).optional() });

/** What one source says of one course. Absent means not stated; nothing is guessed. Text is plain (HTML already reduced). */
export const CourseRecord = z.object({
  /** The source's own identifier: an address, a code, a UUID. Unique within the source. */
  externalId: z.string().min(1).max(500),
  title: z.string().min(1).max(500),
  subtitle: z.string().max(500).optional(),
  summary: z.string().max(2000).optional(),
  description: z.string().max(40_000).optional(),
  /** Language of title and description. */
  textLanguage: Language.optional(),
  /** Canonical address: https where both answer, no utm_*, no fragment, no trailing slash. */
  url: z.string().optional(),
  code: z.string().max(100).optional(),
  imageUrl: z.string().optional(),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })).default([]),
  /** Who offers it: the platform or institution one enrols with. */
  provider: OrganisationRef,
  /** Whose name stands on the credential, where it is another: the university of a platform's course. First is the lead. */
  awardingBodies: z.array(OrganisationRef).default([]),
  instructors: z.array(z.string().max(200)).default([]),
  kind: CourseKind.default('course'),
  /** XCRI courseTypeCPD code, see data/cpd-types.json. */
  cpdType: z.string().optional(),
  subjects: z.array(SubjectRef).default([]),
  skills: z.array(SkillRef).default([]),
  outcomes: z.array(z.string().max(1000)).default([]),
  prerequisites: z.string().max(5000).optional(),
  assessment: z.string().max(5000).optional(),
  syllabus: z.array(z.string().max(500)).default([]),
  level: Level.optional(),
  difficulty: Difficulty.optional(),
  credit: z.array(Credit).default([]),
  cpdHours: z.number().positive().optional(),
  workload: Workload.optional(),
  languages: z.array(Language).default([]),
  captions: z.array(Language).default([]),
  earns: z.array(Earns).default([]),
  awardName: z.string().max(300).optional(),
  recognition: z.array(RecognitionRef).default([]),
  /** Hints of what it counts towards. */
  stacksInto: z.array(z.object({ title: z.string().max(300), url: z.string().optional() })).default([]),
  funding: z.array(z.object({ words: z.string().max(500), url: z.string().optional() })).default([]),
  /** Mode, pace and prices where the source states them for the course, not for a run. */
  mode: Mode.optional(),
  pace: Pace.optional(),
  prices: z.array(Price).default([]),
  /** true: the teaching can be read free, whatever the certificate costs. */
  freeToAudit: z.boolean().optional(),
  rating: z.object({ value: z.number().min(0).max(5), count: z.number().int().min(0).optional() }).optional(),
  enrolments: z.number().int().min(0).optional(),
  offerings: z.array(OfferingRecord).default([]),
  /** When the provider last changed the content ("last refreshed"). */
  refreshed: Day.optional(),
  /** What was written, per field name of this record, wherever it was parsed rather than taken as it stood. */
  raw: z.record(z.string(), Raw).default({}),
});
export type CourseRecord = z.infer<typeof CourseRecord>;
export type CourseRecordInput = z.input<typeof CourseRecord>;

/** The lists of a record that states none of them. */
export const NO_LISTS = {
  identifiers: [],
  awardingBodies: [],
  instructors: [],
  subjects: [],
  skills: [],
  outcomes: [],
  syllabus: [],
  credit: [],
  languages: [],
  captions: [],
  earns: [],
  recognition: [],
  stacksInto: [],
  funding: [],
  prices: [],
  offerings: [],
  raw: {},
} satisfies Partial<CourseRecord>;

/** One thing that a parser found, in the order of the file. `at` says where: "row 17", "/catalog/provider[1]/course[3]", "$.courses[4]". */
export type Reading =
  | { type: 'course'; at: string; record: CourseRecord }
  | { type: 'organisation'; at: string; record: OrganisationRef }
  /** Places where a course is taught, told apart from the course (CRICOS course locations). */
  | { type: 'place'; at: string; courseExternalId: string; venue: Venue }
  /** A run told apart from its course, in a file of its own (MIT Sloan's runs). Joins the course of the same source. */
  | { type: 'offering'; at: string; courseExternalId: string; offering: OfferingRecord }
  | { type: 'deleted'; at: string; externalId: string }
  /** `externalId`: the course that is there but cannot be read, so that it is not taken for gone. `incomplete`: the input broke off here. */
  | { type: 'refused'; at: string; reason: string; externalId?: string; incomplete?: boolean }
  /** Something true of the whole file that a person should read: "a JSON Schema; it holds no course". */
  | { type: 'note'; at: string; message: string };

/** The first bytes of an input and its name: enough to recognise a format. */
export type Sample = { name: string; head: string };

export type ReadOptions = {
  /** Day on which the file was read or, better, the day the source says it was made. Relative dates need it. */
  today: string;
  /** File name or address, for identifiers that a source lacks. */
  name: string;
};

/** A foreign format. Pure and streaming: bytes in, readings out, no clock, no network, no database. */
export type Format = {
  name: string;
  title: string;
  /** 0 (not this) to 1 (certainly this). The highest wins; below 0.5 nothing is recognised. */
  recognise(sample: Sample): number;
  /** Default source key and publisher for this input, e.g. `futurelearn`; undefined: made from the file name. */
  sourceOf?(sample: Sample): { key: string; name: string; url?: string } | undefined;
  read(input: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncIterable<Reading>;
};
