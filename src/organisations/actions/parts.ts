/** What the acts of organisations need beside the database: the post, and the address that letters lead to. */
import type { Db } from '../../platform/db/index.js';
import type { Post } from '../../platform/mail/index.js';
import { findOrganisation } from '../queries/organisations.js';
import type { Organisation } from '../schema.js';

export type Parts = { db: Db; post: Post; origin: string };

/** There is no such organisation. */
export class NoOrganisationError extends Error {
  override readonly name = 'NoOrganisationError';
  readonly status = 404;
  constructor() {
    super('There is no such organisation here. The link may be old or mistyped.');
  }
}

/** @throws NoOrganisationError */
export async function getOrganisation(db: Db, slugOrId: string): Promise<Organisation> {
  const found = await findOrganisation(db, slugOrId);
  if (!found) throw new NoOrganisationError();
  return found;
}

/** What cannot be done as things stand: a sentence for the person who tried. */
export class OrganisationError extends Error {
  override readonly name = 'OrganisationError';
  readonly status: 409 | 410 | 422;
  constructor(message: string, status: 409 | 410 | 422 = 409) {
    super(message);
    this.status = status;
  }
}
