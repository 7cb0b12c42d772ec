/** Something new in a field: a regulation, a method, software. Dated, sourced, in its author's own words. */
import { z } from 'zod';

export const DevelopmentSource = z.object({
  url: z.url(),
  title: z.string(),
  /** The day on which its author last read it there. */
  checked: z.iso.date(),
  /** `dead`: it could not be opened for days. `unchecked`: not tried yet. */
  link: z.enum(['reachable', 'dead', 'unchecked']),
});

const named = z.object({ id: z.string(), label: z.string() });

export const Development = z.object({
  id: z.uuid(),
  slug: z.string(),
  /** Path of its page. */
  url: z.string(),
  title: z.string(),
  summary: z.string(),
  day: z.iso.date(),
  /** Null: staff of this site. */
  author: z.object({ slug: z.string(), name: z.string(), verified: z.boolean() }).nullable(),
  skills: z.array(named),
  occupations: z.array(named),
  subjects: z.array(named),
  sources: z.array(DevelopmentSource),
  changed: z.iso.datetime(),
});
export type Development = z.infer<typeof Development>;

export const DevelopmentList = z.object({
  total: z.number().int(),
  page: z.number().int(),
  perPage: z.number().int(),
  items: z.array(Development),
});

/** One value each; what is too long or no day is refused. */
export const DevelopmentQuery = z.object({
  skill: z.string().max(100).optional(),
  occupation: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  /** Only what is dated on this day or later. */
  since: z.iso.date().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type DevelopmentQuery = z.infer<typeof DevelopmentQuery>;

export type DevelopmentState = 'draft' | 'published' | 'withdrawn';

/** As it is kept, for whoever writes it. */
export type DevelopmentRow = {
  id: string;
  slug: string;
  title: string;
  summary: string;
  day: string;
  author: { id: string; slug: string; name: string; verified: boolean } | null;
  skills: string[];
  occupations: string[];
  subjects: string[];
  state: DevelopmentState;
  withdrawnReason: string | null;
  changed: Date;
  sources: DevelopmentSourceRow[];
};
export type DevelopmentSourceRow = {
  url: string;
  title: string;
  checked: string;
  lookedAt: string | null;
  foundTitle: string | null;
  trouble: string | null;
  failures: number;
};
export type DevelopmentChange = {
  at: Date;
  by: 'organisation' | 'staff';
  what: 'published' | 'changed' | 'withdrawn' | 'restored';
  before: Record<string, unknown>;
};
