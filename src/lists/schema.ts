/** The words of lists: what a person keeps, and what they follow. */
import { z } from 'zod';
import { oneLine } from '../accounts/index.js';

/** What can be followed. A body recognises or awards courses; a development is something new in a field. */
export const FollowKind = z.enum(['provider', 'subject', 'skill', 'body', 'development']);
export type FollowKind = z.infer<typeof FollowKind>;

/**
 * What is followed. `key`: the id of an organisation (provider, body) or of a development, the slug of a subject, the id of
 * a skill.
 */
export type FollowTarget = { kind: FollowKind; key: string };

export type Follow = FollowTarget & { id: string; created: Date };

/** A thing to follow as a page names it. */
export type FollowShown = { label: string; href: string };

/** A list as its owner sees it among others. `courses`: how many are in it now. */
export type List = {
  id: string;
  personId: string;
  name: string;
  note: string | null;
  /** Where courses go that are saved without naming a list. */
  isFirst: boolean;
  courses: number;
  changed: Date;
};

/** A course in a list. A course that was merged into another is that other. */
export type ListCourse = {
  id: string;
  num: number;
  slug: string;
  title: string;
  provider: string;
  state: 'published' | 'withdrawn';
  note: string | null;
  added: Date;
  /** The title under which it was added, where it is another course now. */
  wasTitle: string | null;
};

/** A search that is kept. `query`: its canonical form, parameters of an address without the question mark. */
export type SavedSearch = {
  id: string;
  personId: string;
  name: string;
  query: string;
  paused: boolean;
  created: Date;
};

/** How much a person can keep. */
export const MOST = { lists: 100, coursesInList: 500, searches: 200, follows: 500 } as const;

export const ListName = z.string().overwrite(oneLine).min(1, 'Give it a name.').max(100, 'Use at most 100 characters.');
/** Empty: none. */
export const Note = z
  .string()
  .trim()
  .max(2000, 'Use at most 2,000 characters.')
  .transform((text) => (text === '' ? null : text));

/** What cannot be done as things stand: a sentence for who tried. `field`: where the form is at fault. */
export class ListError extends Error {
  override readonly name = 'ListError';
  readonly status: 404 | 409 | 422;
  readonly field: string | undefined;
  constructor(message: string, status: 404 | 409 | 422 = 409, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}
