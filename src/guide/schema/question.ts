/**
 * The six questions as a person answers them. Every one may be left out, and so may every part of one. A limit says
 * whether it is hard: what breaks a hard limit is left out, what breaks a soft one stands lower. Unknown keys are refused,
 * because a limit that is mistyped must not be ignored in silence.
 */
import { z } from 'zod';
import { Day, Language, Mode } from '../../catalogue/index.js';

/** In the order of the page; also the order that is assumed of what matters most, for those not ordered. */
export const QUESTIONS = ['goals', 'field', 'budget', 'time', 'recognition', 'reviews'] as const;
export const QuestionName = z.enum(QUESTIONS);
export type QuestionName = z.infer<typeof QuestionName>;

/** The words of the six questions, as headings. */
export const QUESTION_LABELS: Record<QuestionName, string> = {
  goals: 'Goals and gap',
  field: 'What is new',
  budget: 'Cost',
  time: 'Time',
  recognition: 'Recognition',
  reviews: 'What others say',
};

const words = z.string().trim().min(1).max(200);
const hard = z
  .boolean()
  .default(false)
  .describe('true: what breaks it is left out; false: what breaks it stands lower');
const limit = <T extends z.ZodType>(value: T) => z.strictObject({ value, hard });
/** A set in which the order says nothing: doubles count once. */
const some = <T extends z.ZodType<string>>(one: T, most: number) =>
  z
    .array(one)
    .min(1)
    .max(most)
    .transform((all) => [...new Set(all)]);

export const MOST_SKILLS = 50;
/** Skills by id ("budgeting"), by a name of the vocabulary ("k8s"), or in free words, which count where they stand. */
const skills = some(words, MOST_SKILLS);

export const GapSkill = z.strictObject({
  skill: words,
  /** 2 essential, 1 useful, unless the person says otherwise. 0: not wanted. */
  weight: z.number().min(0).max(10).default(1),
});
export type GapSkill = z.infer<typeof GapSkill>;

/** Where a person stands. `text`: her own words, from which skills of the vocabulary are read. */
export const Standing = z.strictObject({
  occupation: words.optional().describe('id or name of an occupation'),
  skills: skills.optional(),
  text: z.string().trim().max(2000).optional(),
});
export const Goals = z.strictObject({
  now: Standing.optional(),
  next: Standing.extend({
    qualification: words.optional().describe('title of what it should count towards, e.g. “MSc Nursing”'),
  }).optional(),
  term: z.enum(['short', 'medium']).optional(),
  /** The gap as she edited it; left out: the skills of `next` less those of `now`. */
  gap: z.array(GapSkill).max(MOST_SKILLS).optional(),
  /** At least so many skills of the gap. */
  teaches: limit(z.number().int().min(1).max(MOST_SKILLS)).optional(),
  /** Languages in which she can learn. What states none is let through. */
  languages: limit(some(Language, 10)).optional(),
});
export const Field = z.strictObject({
  development: words.optional().describe('slug of a development (GET /api/v1/developments)'),
  text: words.optional(),
  /** Content changed on this day or later is fresh. Left out: the day of the development, else two years ago. */
  since: limit(Day).optional(),
});
export const Budget = z.strictObject({
  payer: z.enum(['self', 'employer', 'both', 'scheme']).optional(),
  /** Whole units of `currency`; 0: nothing may be paid. */
  limit: limit(z.number().min(0).max(1_000_000)).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is no currency code such as GBP')
    .default('GBP'),
  /** What the price must include. */
  includes: some(z.enum(['certificate']), 1).optional(),
});

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;
const hours = z.number().min(0).max(12);
const DayHours = z.strictObject({ morning: hours.optional(), afternoon: hours.optional(), evening: hours.optional() });
/** Hours that she has, by day and part of day. */
export const WeekGrid = z.strictObject({
  monday: DayHours.optional(),
  tuesday: DayHours.optional(),
  wednesday: DayHours.optional(),
  thursday: DayHours.optional(),
  friday: DayHours.optional(),
  saturday: DayHours.optional(),
  sunday: DayHours.optional(),
});
export type WeekGrid = z.infer<typeof WeekGrid>;
export const Away = z
  .strictObject({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before the first day away' });

export const Time = z.strictObject({
  /** Left out: the sum of `week`. */
  hoursPerWeek: limit(z.number().positive().max(120)).optional(),
  week: WeekGrid.optional(),
  /** At most so many weeks. */
  weeks: limit(z.number().positive().max(520)).optional(),
  /** Starts within these days. What can begin on any day always does. */
  startFrom: Day.optional(),
  startBy: limit(Day).optional(),
  /** Done by this day. */
  deadline: limit(Day).optional(),
  away: z.array(Away).max(20).optional(),
  mode: limit(some(Mode, 3)).optional(),
  near: limit(z.strictObject({ place: words, km: z.number().min(1).max(20_000).default(50) })).optional(),
  pace: limit(z.enum(['self-paced', 'scheduled'])).optional(),
});

export const GUIDE_SCHEMES = ['ECTS', 'CATS', 'SCQF', 'RQF', 'CQFW', 'US-SEM', 'US-QTR'] as const;
export const Recognition = z.strictObject({
  /** Slugs of bodies (facet `recognisedBy` of GET /api/v1/courses). All of them count; hard: each must be stated. */
  bodies: limit(some(words, 20)).optional(),
  /** true, and `bodies` hard: a provider's claim is not enough. */
  signed: z.boolean().optional(),
  cpdHours: limit(z.number().positive().max(10_000)).optional(),
  credit: limit(
    z.strictObject({ amount: z.number().positive().max(1_000), scheme: z.enum(GUIDE_SCHEMES).default('ECTS') }),
  ).optional(),
  /** EQF level, at least: 7 is a master's (FHEQ 7, SCQF 11). */
  level: limit(z.number().int().min(1).max(8)).optional(),
  earns: limit(some(z.enum(['certificate', 'badge', 'credit']), 3)).optional(),
  assessed: limit(z.literal(true)).optional(),
});

export const ASPECTS = ['contentCurrent', 'workloadTrue', 'support', 'assessmentFair', 'useful'] as const;
export type Aspect = (typeof ASPECTS)[number];
export const Reviews = z.strictObject({
  /** At least, of 5. */
  rating: limit(z.number().min(0).max(5)).optional(),
  count: limit(z.number().int().min(1).max(1_000_000)).optional(),
  matters: some(z.enum(ASPECTS), ASPECTS.length).optional(),
});

const weight = z.number().min(0).max(1_000);
const Weights = z.strictObject({
  goals: weight.optional(),
  field: weight.optional(),
  budget: weight.optional(),
  time: weight.optional(),
  recognition: weight.optional(),
  reviews: weight.optional(),
});

export const GuideQuestion = z
  .strictObject({
    goals: Goals.optional(),
    field: Field.optional(),
    budget: Budget.optional(),
    time: Time.optional(),
    recognition: Recognition.optional(),
    reviews: Reviews.optional(),
    /** What matters most first. Those left out follow in the order of the page. */
    order: some(QuestionName, QUESTIONS.length).optional(),
    /** Instead of `order`: swing weights, in any unit. A question answered but not weighed here weighs nothing. */
    weights: Weights.optional(),
  })
  .refine(({ order, weights }) => order === undefined || weights === undefined, {
    path: ['weights'],
    error: 'cannot be given together with order: give one of them',
  });
export type GuideQuestion = z.infer<typeof GuideQuestion>;
/** As a program may send it: what has a default may be left out. */
export type GuideQuestionInput = z.input<typeof GuideQuestion>;

/** A question with how much of its answer is wanted. Pages go as far as the best thousand. */
export const GuideRequest = z
  .strictObject({
    ...GuideQuestion.shape,
    page: z.number().int().min(1).max(50).default(1),
    perPage: z.number().int().min(1).max(50).default(20),
    /** How many of the best are told in brief as well, with a range for each question, to be weighed anew elsewhere. */
    candidates: z.number().int().min(0).max(500).default(0),
  })
  .refine(({ order, weights }) => order === undefined || weights === undefined, {
    path: ['weights'],
    error: 'cannot be given together with order: give one of them',
  });
export type GuideRequest = z.infer<typeof GuideRequest>;
