/** The words of discussion: posts on opaque subjects, reports, decisions, appeals. */
import { z } from 'zod';
import type { Actor } from '../accounts/index.js';
import type { Db } from '../platform/db/index.js';

/** What is discussed: `feature:thing:id`, such as `site:guidance:credit`. */
export type Subject = string;

/** A kind of subject, given by the feature that owns it. Its key is the beginning of its subjects: `site:guidance`. */
export type SubjectKind = {
  /** What it is called, and the path of the page that shows the discussion; null: there is no such thing (any more). */
  find(db: Db, subject: Subject): Promise<{ title: string; href: string } | null>;
  mayRead(db: Db, actor: Actor, subject: Subject): Promise<boolean>;
  mayWrite(db: Db, actor: Actor, subject: Subject): Promise<boolean>;
  /** Decides on reports. */
  mayModerate(db: Db, actor: Actor, subject: Subject): Promise<boolean>;
  /** Who reads it, in a sentence to whoever writes; left out: everybody. */
  readers?: string;
  /** Whose letters tell of a new thread; null: nobody's. */
  tells?(db: Db, subject: Subject): Promise<string | null>;
  /** Its posts are placed, changed and removed by the feature that owns it (`placePost` …), not here. */
  placed?: true;
  /** What a post that begins a thread is called, and one that answers; left out: a comment. */
  called?: { first: string; answer: string };
  /** What its first post said before it was changed, the newest first: for moderators. */
  earlier?(db: Db, subject: Subject): Promise<readonly EarlierText[]>;
  /** Whether somebody has a part in the thing itself, so that another moderator should decide. */
  isConcerned?(db: Db, personId: string, subject: Subject): Promise<boolean>;
  /** Told in the same transaction when moderation shows or hides one of its posts. */
  moderated?(trx: Db, subject: Subject): Promise<void>;
  /** Told in the same transaction when somebody has written. */
  written?(trx: Db, post: WrittenPost): Promise<void>;
};
export type WrittenPost = { id: string; subject: Subject; personId: string; at: Date };
/** `until`: when it was changed. */
export type EarlierText = { text: string; until: Date };
export type SubjectKinds = Readonly<Record<string, SubjectKind>>;

/** Why something is reported, or hidden. */
export const Category = z.enum(['unlawful', 'personal-data', 'abuse', 'spam', 'off-topic', 'other']);
export type Category = z.infer<typeof Category>;

export const Outcome = z.enum(['hidden', 'kept']);
export type Outcome = z.infer<typeof Outcome>;

/** `shown`; `held`: hidden until a moderator decides (by the clock, or because its feature asked); `hidden`: by a decision. */
export type PostState = 'shown' | 'held' | 'hidden';

export type Post = {
  id: string;
  subject: Subject;
  /** The post that it answers. */
  answersId: string | null;
  /** The post that began the thread. */
  threadId: string;
  /** Null: erased. */
  personId: string | null;
  personName: string | null;
  /** Null: removed. */
  text: string | null;
  state: PostState;
  created: Date;
  editedAt: Date | null;
  removedAt: Date | null;
};

export type Report = {
  id: string;
  postId: string;
  personId: string | null;
  category: Category;
  words: string | null;
  created: Date;
};

export type Decision = {
  id: string;
  postId: string;
  /** The moderator. */
  personId: string | null;
  outcome: Outcome;
  category: Category;
  reason: string | null;
  created: Date;
};

export type AppealState = 'open' | 'upheld' | 'reversed' | 'moot';

export type Appeal = {
  id: string;
  decisionId: string;
  personId: string | null;
  words: string | null;
  state: AppealState;
  created: Date;
  sameModerator: boolean;
  reason: string | null;
};

/** What moderation did in a month, in figures alone. `month`: `2026-11`. Hours are medians; null: nothing to measure. */
export type LogMonth = {
  month: string;
  posts: number;
  reports: Partial<Record<Category, number>>;
  hidden: Partial<Record<Category, number>>;
  kept: number;
  moot: number;
  held: number;
  appeals: number;
  upheld: number;
  reversed: number;
  hours: number | null;
};

/** What cannot be done as things stand: a sentence for who tried. */
export class DiscussionError extends Error {
  override readonly name = 'DiscussionError';
  readonly status: 404 | 409 | 410 | 422 | 429;
  constructor(message: string, status: 404 | 409 | 410 | 422 | 429 = 409) {
    super(message);
    this.status = status;
  }
}
