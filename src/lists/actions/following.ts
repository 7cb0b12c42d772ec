/** What a person follows: a provider, a subject, a skill, a body, a development. */
import { type Actor, requirePerson } from '../../accounts/index.js';
import { findDevelopment, findSkill, findSubject } from '../../catalogue/index.js';
import type { Discovery } from '../../discovery/index.js';
import { findOrganisation, organisationsById } from '../../organisations/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { deleteFollow, followsOf, insertFollow } from '../queries/kept.js';
import { lockPerson } from '../queries/lists.js';
import { type Follow, type FollowKind, type FollowShown, type FollowTarget, ListError, MOST } from '../schema.js';

/** Where names are found. */
export type Naming = { db: Db; discovery: Pick<Discovery, 'labels'> };
export type NamedTarget = FollowTarget & FollowShown;

/** What is meant by a kind and a key, or a slug in its place; null: there is no such thing. */
export async function findTarget(naming: Naming, { kind, key }: FollowTarget): Promise<NamedTarget | null> {
  const found = await FIND[kind](naming, key);
  return found && { kind, ...found };
}

type Found = Promise<Omit<NamedTarget, 'kind'> | null>;

const FIND: Record<FollowKind, (naming: Naming, key: string) => Found> = {
  provider: findBySlug,
  body: findBySlug,
  async subject(_naming, key) {
    const subject = findSubject(key);
    return subject && { key: subject.slug, label: subject.label, href: `/subjects/${subject.slug}` };
  },
  async skill({ discovery }, key) {
    const skill = findSkill(key);
    const names = discovery.labels().skill ?? {};
    const label = skill?.label ?? (Object.hasOwn(names, key) ? names[key] : undefined);
    const id = skill?.id ?? key;
    return label === undefined ? null : { key: id, label, href: `/skills/${encodeURIComponent(id)}` };
  },
  async development({ db }, key) {
    const development = await findDevelopment(db, key);
    if (!development || development.state === 'draft') return null;
    return { key: development.id, label: development.title, href: `/developments/${development.slug}` };
  },
};

async function findBySlug({ db }: Naming, key: string): Found {
  const organisation = await findOrganisation(db, key);
  return organisation && { key: organisation.id, label: organisation.name, href: `/providers/${organisation.slug}` };
}

/** @throws ListError (404) */
export async function getTarget(naming: Naming, target: FollowTarget): Promise<NamedTarget> {
  const found = await findTarget(naming, target);
  if (!found) throw new ListError('There is nothing here to follow. The link may be old or mistyped.', 404);
  return found;
}

/** Everything that the actor follows, with its name; null: it is no more. */
export async function followsNamed(naming: Naming, actor: Actor): Promise<(Follow & { shown: FollowShown | null })[]> {
  const follows = await followsOf(naming.db, requirePerson(actor).id);
  const organisations = await organisationsById(
    naming.db,
    follows.filter(isOrganisation).map(({ key }) => key),
  );
  const shownOf = async (follow: Follow): Promise<FollowShown | null> => {
    if (!isOrganisation(follow)) return findTarget(naming, follow);
    const found = organisations.get(follow.key);
    return found ? { label: found.name, href: `/providers/${found.slug}` } : null;
  };
  return Promise.all(follows.map(async (follow) => ({ ...follow, shown: await shownOf(follow) })));
}

function isOrganisation({ kind }: FollowTarget): boolean {
  return kind === 'provider' || kind === 'body';
}

export async function isFollowing(db: Db, actor: Actor, { kind, key }: FollowTarget): Promise<boolean> {
  const follows = await followsOf(db, requirePerson(actor).id);
  return follows.some((follow) => follow.kind === kind && follow.key === key);
}

/** Follows something. Followed twice, it is followed once. @throws ListError */
export function follow(naming: Naming, actor: Actor, asked: FollowTarget, now: Date): Promise<NamedTarget> {
  const person = requirePerson(actor);
  return naming.db.transaction().execute(async (trx) => {
    const target = await getTarget({ ...naming, db: trx }, asked);
    await lockPerson(trx, person.id);
    const follows = await followsOf(trx, person.id);
    if (follows.some(({ kind, key }) => kind === target.kind && key === target.key)) return target;
    if (follows.length >= MOST.follows)
      throw new ListError(`You follow ${MOST.follows} things, which is as many as we can. Stop following one first.`);
    await insertFollow(trx, { id: newId(), personId: person.id, kind: target.kind, key: target.key, now });
    return target;
  });
}

/** Ends it. What is not followed is no error; the thing itself may be no more. */
export async function unfollow(db: Db, actor: Actor, target: FollowTarget): Promise<void> {
  if (isOrganisation(target) && !isId(target.key)) return;
  await deleteFollow(db, requirePerson(actor).id, target);
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
