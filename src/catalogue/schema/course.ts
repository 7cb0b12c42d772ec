/** What Cairn says of a course, woven from its records. */
import { z } from 'zod';
import { CourseRecord, Day, How, OfferingRecord, OrganisationBrief } from './record.js';

/** Where a fact comes from. `checked` is when Cairn read it; `refreshed` is when the provider last changed it, if stated. */
export const Provenance = z.object({
  source: z.string(),
  sourceName: z.string(),
  checked: Day,
  raw: z.string().optional(),
  how: How,
});
export type Provenance = z.infer<typeof Provenance>;

export const Availability = z.enum(['enrolling', 'starts-soon', 'dated', 'any-time', 'ended', 'unknown']);
export type Availability = z.infer<typeof Availability>;

export const Offering = OfferingRecord.extend({ id: z.uuid(), source: z.string() });
export type Offering = z.infer<typeof Offering>;

/** A subject of the browse tree: CAH level 1 and 2 of `data/`, by code ("02", "02-04"). */
export const SubjectBrief = z.object({ code: z.string(), slug: z.string(), label: z.string() });
export type SubjectBrief = z.infer<typeof SubjectBrief>;

/** A skill of the vocabulary, with why it is linked. */
export const SkillLink = z.object({
  id: z.string(),
  label: z.string(),
  uri: z.string().nullable(),
  relation: z.enum(['taught', 'mentioned', 'required']),
  /** The words of the course that say so, and the field they stand in. */
  evidence: z.object({ field: z.string(), words: z.string() }),
});
export type SkillLink = z.infer<typeof SkillLink>;

export const Course = CourseRecord.omit({
  externalId: true,
  provider: true,
  awardingBodies: true,
  raw: true,
  offerings: true,
  skills: true,
  recognition: true,
}).extend({
  id: z.uuid(),
  /** Small integer of the same course, stable: the number it has in the index. */
  num: z.number().int(),
  slug: z.string(),
  state: z.enum(['published', 'withdrawn']),
  provider: OrganisationBrief,
  awardingBodies: z.array(OrganisationBrief),
  recognition: z.array(z.object({ body: OrganisationBrief, words: z.string().optional(), signed: z.boolean() })),
  /** Subjects of the browse tree that it falls under; `subjects` keeps what sources wrote. */
  browse: z.array(SubjectBrief),
  skills: z.array(SkillLink),
  offerings: z.array(Offering),
  sources: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      url: z.string().optional(),
      externalId: z.string(),
      checked: Day,
      preferred: z.boolean(),
    }),
  ),
  /** Per field name: the source that the shown value was taken from. */
  provenance: z.record(z.string(), Provenance),
  /** Per field name: what other sources say where they differ. */
  differing: z.record(z.string(), z.array(z.object({ value: z.string(), from: Provenance }))),
  edition: z.object({ number: z.number().int(), since: Day }),
  lastChecked: Day,
});
export type Course = z.infer<typeof Course>;
