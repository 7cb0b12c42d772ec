/** Whoever acts. Every action takes its actor as an argument; there is no ambient person. */

/** A person who is signed in. */
export type PersonActor = {
  kind: 'person';
  id: string;
  name: string;
  /** The address that letters go to, verified, in lower case. */
  email: string;
  isStaff: boolean;
  sessionId: string;
};

export type Actor =
  | PersonActor
  /** Somebody who is not signed in. */
  | { kind: 'nobody' }
  /** Whoever works at the terminal of the installation. */
  | { kind: 'operator' }
  /** Cairn itself: a job at its time. */
  | { kind: 'system' };

export const NOBODY: Actor = { kind: 'nobody' };
export const OPERATOR: Actor = { kind: 'operator' };
export const SYSTEM: Actor = { kind: 'system' };

/** A person as the account pages know them. */
export type Person = {
  id: string;
  name: string;
  email: string;
  secondFactor: boolean;
  isStaff: boolean;
  created: Date;
};
