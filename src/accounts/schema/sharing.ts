/** Things that a person shows to whoever holds a link. */
import type { JSX } from 'preact';
import type { Db } from '../../platform/db/index.js';
import type { Actor, PersonActor } from './actor.js';

/** What is shared, opaque to accounts: `feature:thing:id`. */
export type Subject = string;

export type ShareGrant = {
  id: string;
  personId: string;
  subject: Subject;
  /** What its owner calls it. */
  label: string;
  hasPasscode: boolean;
  created: Date;
  /** Null: until it is withdrawn. */
  expiresAt: Date | null;
  withdrawnAt: Date | null;
};

/** A look at a shared thing. `viewer`: the name, where they were signed in and allow it to be told. */
export type Viewing = {
  grantId: string;
  at: Date;
  viewer: string | null;
  /** How many looks at this thing there were in all. */
  total: number;
};

/** A look by a link: who looks, and the path of the link's page. */
export type ShareLook = { viewer: Actor; link: string };

/** A link opened by somebody who is signed in and not its owner. */
export type ShareOpening = { subject: Subject; grantId: string; viewer: PersonActor; now: Date };

/** A kind of thing that can be shared, declared by the feature that owns it and collected by `main`. */
export type Shareable = {
  /** The beginning of its subjects: `organisations:memberships`. */
  kind: string;
  /** What it is called on pages: "Statement of my memberships". */
  label: string;
  /** What whoever holds the link will see, and what not. */
  about: string;
  /** The one subject of this kind that each person has; left out: such things are shared from their own pages. */
  whole?(actor: PersonActor): Subject;
  /** Whether this person may share this thing. */
  mayShare(db: Db, actor: PersonActor, subject: Subject): Promise<boolean>;
  /** The thing as it is now, for the page of the link; null: it is no more. */
  draw(db: Db, subject: Subject, look: ShareLook): Promise<JSX.Element | null>;
  /** Somebody else who is signed in opened the link. Left out: that is nothing to this kind. */
  opened?(trx: Db, opening: ShareOpening): Promise<void>;
};
