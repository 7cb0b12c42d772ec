/** The words of reviews: what a learner says of a course, how it stands, and what courses are worth by it. */
import { z } from 'zod';

/** What is rated apart from the whole, 1 (poor) to 5 (excellent); each may be left out. */
export const ASPECTS = ['contentCurrent', 'workloadTrue', 'support', 'assessmentFair', 'useful'] as const;
export type Aspect = (typeof ASPECTS)[number];

export const Paid = z.enum(['self', 'employer', 'both', 'scheme', 'free']);
export type Paid = z.infer<typeof Paid>;
/** What was given or promised for writing. */
export const Incentive = z.enum(['none', 'discount', 'gift', 'payment', 'other']);
export type Incentive = z.infer<typeof Incentive>;
export const Finished = z.enum(['finished', 'part', 'not']);
export type Finished = z.infer<typeof Finished>;
export const Ground = z.enum(['false', 'not-learner', 'names-person', 'unlawful', 'other']);
/** Why a provider says that a review must not stand. */
export type Ground = z.infer<typeof Ground>;

/** What others say of a course, in figures. Only reviews that are shown and of nobody who belongs to the provider count. */
export type ReviewSummary = {
  count: number;
  /** Of proved learners. */
  verified: number;
  /** Drawn towards what courses are worth on the whole, the more the fewer reviews there are: 1–5. Compare by this one. */
  mean: number;
  /** The arithmetic mean, 1–5. */
  plain: number;
  aspects: Record<Aspect, { mean: number; count: number } | null>;
};

/** What a course is thought to be worth before anybody says anything, and how many full ratings that thought counts as. */
export type Prior = { mean: number; strength: number };

/** What a learner says. A rating is 1–5; null: left out. */
export type Said = {
  overall: number;
  aspects: Record<Aspect, number | null>;
  advantages: string | null;
  disadvantages: string | null;
  suits: string | null;
  /** Really spent. */
  hours: number | null;
  paid: Paid | null;
  incentive: Incentive;
  finished: Finished;
  /** YYYY-MM. */
  taken: string | null;
  /** The name of the account stands beside it. */
  signed: boolean;
};

/** A course as a review names it. */
export type ReviewedCourse = { id: string; slug: string; title: string; provider: { slug: string; name: string } };

/** A review whole, for its author and for acts. */
export type OwnReview = {
  id: string;
  personId: string;
  postId: string;
  course: ReviewedCourse;
  edition: number;
  version: number;
  said: Said;
  state: 'shown' | 'held' | 'hidden';
  affiliated: boolean;
  verified: boolean;
  signals: string[];
  created: Date;
  changed: Date | null;
};

export type Reply = {
  organisation: { slug: string; name: string };
  text: string;
  postId: string;
  created: Date;
  changed: Date | null;
};

/** A review as everybody reads it. */
export type ShownReview = {
  id: string;
  postId: string;
  edition: number;
  said: Said;
  /** Null: "A learner". */
  name: string | null;
  verified: boolean;
  /** The learner belongs to the provider or awarding body now: it does not count. */
  affiliated: boolean;
  changed: Date | null;
  created: Date;
  helpful: number;
  unhelpful: number;
  /** What whoever looks voted. */
  vote: boolean | null;
  isOwn: boolean;
  reply: Reply | null;
  /** By when a complaint of the provider is decided, while it is open. */
  complaintDue: Date | null;
};

export const SORTS = ['helpful', 'newest', 'lowest'] as const;
export type Sort = (typeof SORTS)[number];
export type ReviewFilter = {
  sort: Sort;
  edition?: number | undefined;
  verified?: boolean | undefined;
  paid?: Paid | undefined;
  finished?: Finished | undefined;
  overall?: number | undefined;
};

/** How many reviews of a kind there are, and their arithmetic mean. */
export type Group = {
  by: 'overall' | 'edition' | 'verified' | 'paid' | 'finished';
  value: string;
  count: number;
  mean: number;
};

/** What cannot be done as things stand: a sentence for who tried. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
  readonly status: 404 | 409 | 410 | 422 | 429;
  readonly fields: Readonly<Record<string, string>> | undefined;
  constructor(message: string, status: 404 | 409 | 410 | 422 | 429 = 409, fields?: Readonly<Record<string, string>>) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}
