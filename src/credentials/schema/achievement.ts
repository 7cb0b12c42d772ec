/**
 * What can be earned. A draft may lack anything; what is published is whole and never changes. Every value is absent (`null`,
 * an empty list, an empty text) where nobody has stated it: nothing is guessed.
 */
import { z } from 'zod';
import { Country, CreditScheme, Language, Level } from '../../catalogue/index.js';
import {
  AchievementType,
  AssessmentType,
  BadgeShape,
  Colour,
  Participation,
  QualityAssurance,
  ResultType,
  Stackability,
  Supervision,
} from './achievement-words.js';

export * from './achievement-words.js';

const Line = z.string().max(300);
const Paragraph = z.string().max(5000);
const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);
const optional = <T extends z.ZodType>(shape: T) => shape.nullable().default(null);

/** Name, description and criteria in one more language. */
export const Translation = z.object({ language: Language, name: Line, description: Paragraph, criteria: Paragraph });
export type Translation = z.infer<typeof Translation>;

/** What it corresponds to elsewhere: a skill, a competency of a framework, a standard. */
export const AchievementAlignment = z.object({
  name: Line.min(1),
  url: WebAddress,
  framework: optional(Line),
  code: optional(z.string().max(100)),
  /** `ext:ESCO…` or one of CTDL's; null: not said. */
  type: optional(z.string().max(100)),
});
export type AchievementAlignment = z.infer<typeof AchievementAlignment>;

/** Academic credit: never without its scheme. CPD hours are never credit. */
export const AchievementCredit = z.object({
  scheme: CreditScheme,
  value: z.number().positive().max(1000),
  level: optional(Level),
});
export type AchievementCredit = z.infer<typeof AchievementCredit>;

export const RubricLevel = z.object({
  name: Line.min(1),
  description: optional(z.string().max(1000)),
  points: optional(z.string().max(50)),
});
/** What is told of how well somebody did. Credentials name it by its place in the list, from 1. */
export const ResultDescription = z.object({
  name: Line.min(1),
  type: ResultType,
  min: optional(z.string().max(50)),
  max: optional(z.string().max(50)),
  /** What it takes to pass. */
  required: optional(z.string().max(100)),
  /** Values that may be given, the lowest first. */
  allowed: z.array(z.string().min(1).max(100)).max(30).default([]),
  /** Levels of a rubric, the lowest first. */
  levels: z.array(RubricLevel).max(12).default([]),
});
export type ResultDescription = z.infer<typeof ResultDescription>;

/** How the badge looks. `picture`: hash of an uploaded one, which then stands in place of the shape. */
export const BadgeArt = z.object({
  shape: BadgeShape.default('ring'),
  ground: Colour.default('#26353c'),
  accent: Colour.default('#c9d44f'),
  picture: optional(z.string().regex(/^[0-9a-f]{64}$/)),
});
export type BadgeArt = z.infer<typeof BadgeArt>;

export const AchievementDraft = z.object({
  /** Language of name, description and criteria. */
  language: Language.default('en'),
  name: Line.default(''),
  description: Paragraph.default(''),
  criteria: z.object({ narrative: Paragraph.default(''), url: optional(WebAddress) }).prefault({}),
  translations: z.array(Translation).max(8).default([]),
  type: AchievementType.default('MicroCredential'),
  /** The organisation's own code for it. */
  code: optional(z.string().max(100)),
  field: optional(Line),
  tags: z.array(z.string().min(1).max(60)).max(30).default([]),
  /** Language of teaching and assessment. */
  taughtIn: z.array(Language).max(10).default([]),
  outcomes: z.array(z.string().min(1).max(1000)).max(30).default([]),
  alignments: z.array(AchievementAlignment).max(60).default([]),
  credits: z.array(AchievementCredit).max(6).default([]),
  cpdHours: optional(z.number().positive().max(2000)),
  /** Notional learning, in hours. */
  workloadHours: optional(z.number().positive().max(10_000)),
  level: optional(Level),
  assessment: z.array(AssessmentType).max(12).default([]),
  participation: optional(Participation),
  supervision: optional(Supervision),
  quality: z
    .object({
      kinds: z.array(QualityAssurance).max(4).default([]),
      statement: optional(z.string().max(2000)),
      url: optional(WebAddress),
    })
    .prefault({}),
  prerequisites: optional(z.string().max(2000)),
  stacking: z
    .object({
      kind: optional(Stackability),
      towards: z
        .array(z.object({ name: Line.min(1), url: optional(WebAddress) }))
        .max(10)
        .default([]),
    })
    .prefault({}),
  /** How long a credential holds, and how it is renewed. `months` null: it does not end. */
  validity: z
    .object({ months: optional(z.int().min(1).max(600)), renewal: optional(z.string().max(1000)) })
    .prefault({}),
  /** What a learner hands in or shows. */
  evidence: optional(z.string().max(2000)),
  results: z.array(ResultDescription).max(12).default([]),
  art: BadgeArt.prefault({}),
});
export type AchievementDraft = z.infer<typeof AchievementDraft>;

export const AchievementState = z.enum(['draft', 'published', 'retired']);
export type AchievementState = z.infer<typeof AchievementState>;

/** Fields that were taken from the catalogue: who states it, and when it was read. */
export const AchievementSources = z.record(z.string(), z.object({ source: z.string(), checked: z.string() }));
export type AchievementSources = z.infer<typeof AchievementSources>;

/** Whoever awards, as credentials and pages name them. */
export const Awarder = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  country: Country.nullable(),
  url: z.string().nullable(),
  verified: z.boolean(),
});
export type Awarder = z.infer<typeof Awarder>;

/** The course that an achievement ends, as it is now. */
export type AchievementCourse = { id: string; slug: string; title: string; edition: number | null };

/** One achievement: `content` is the draft, or the words of the version that was asked for. `version` 0: never published. */
export type Achievement = {
  id: string;
  organisation: Awarder;
  course: AchievementCourse | null;
  state: AchievementState;
  version: number;
  content: AchievementDraft;
  sources: AchievementSources;
  saves: number;
  changed: Date;
};

/** A published version, which never changes: what credentials award. */
export type PublishedAchievement = Omit<Achievement, 'saves' | 'sources'> & { publishedAt: Date };

/** The answer of `/api/v1/achievements/:id`. */
export const AchievementAnswer = z.object({
  id: z.uuid(),
  url: z.string(),
  version: z.int(),
  state: z.enum(['published', 'retired']),
  publishedAt: z.iso.datetime(),
  organisation: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), verified: z.boolean() }),
  course: z.object({ id: z.uuid(), url: z.string(), title: z.string(), edition: z.int().nullable() }).nullable(),
  badge: z.string(),
  content: AchievementDraft,
  /** As it stands in credentials: Open Badges 3.0. */
  achievement: z.record(z.string(), z.unknown()),
});
export type AchievementAnswer = z.infer<typeof AchievementAnswer>;
