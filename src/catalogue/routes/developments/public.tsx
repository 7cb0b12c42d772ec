/** What is new, for everybody: pages, feed, JSON. */
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { type Auth, actorOfRequest } from '../../../accounts/index.js';
import {
  commentsAsked,
  type DiscussionParts,
  publicKind,
  readDiscussion,
  type SubjectKind,
} from '../../../discussion/index.js';
import type { WorkplacePart } from '../../../organisations/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Frame } from '../../../ui/index.js';
import { DevelopmentUnknownError } from '../../actions/developments/writing.js';
import { developmentsAtom } from '../../formats/developments-atom.js';
import { addressOf, DevelopmentPage, DevelopmentsPage } from '../../pages/developments/public-pages.js';
import {
  developmentTopics,
  findDevelopment,
  listDevelopmentChanges,
  listDevelopments,
} from '../../queries/developments.js';
import { shownDevelopment } from '../../rules/developments/shown.js';
import { findOccupation, findSkill } from '../../rules/skills-vocabulary.js';
import { findSubject } from '../../rules/subjects.js';
import { DevelopmentList, DevelopmentQuery } from '../../schema/development.js';

export type DevelopmentRoutes = {
  db: Db;
  auth: Auth;
  clock: Clock;
  frame: Frame;
  /** What members find in their workplace, of features above organisations. */
  workplace: readonly WorkplacePart[];
  /** Courses that teach these skills, drawn by what is above the catalogue; null: none. */
  teaching: (skills: readonly string[]) => Promise<ComponentChildren>;
} & Pick<DiscussionParts, 'kinds'>;

const KIND = 'catalogue:development';

/** What can be discussed here: each published development, by its id. */
export const developmentKinds: Readonly<Record<string, SubjectKind>> = {
  [KIND]: publicKind(async (db, subject) => {
    const found = await findDevelopment(db, subject.slice(KIND.length + 1));
    return found && found.state !== 'draft' ? { title: found.title, href: `/developments/${found.slug}` } : null;
  }),
};

const config = { access: 'public' } as const;
const PER_PAGE = 20;
const FEED = 50;
/** A field of the form that was left empty asks for nothing. */
const Asked = z.preprocess(
  (given) => Object.fromEntries(Object.entries((given ?? {}) as object).filter(([, value]) => value !== '')),
  DevelopmentQuery,
);

export function addPublicRoutes(app: App, parts: DevelopmentRoutes): void {
  const { db, auth, clock, frame, kinds, teaching } = parts;

  app.get('/developments', { config, schema: { querystring: Asked } }, async ({ query }, reply) => {
    const { total, rows } = await listDevelopments(db, query, PER_PAGE);
    const topics = await developmentTopics(db);
    const options = (ids: readonly string[], find: (id: string) => { label: string } | null) =>
      ids.map((value) => ({ value, label: find(value)?.label ?? value }));
    const chosen = [
      query.skill && (findSkill(query.skill)?.label ?? query.skill),
      query.occupation && (findOccupation(query.occupation)?.label ?? query.occupation),
      query.subject && (findSubject(query.subject)?.label ?? query.subject),
      query.since && `since ${query.since}`,
    ].filter((words) => words !== undefined);
    const props = {
      query,
      chosen,
      total,
      perPage: PER_PAGE,
      items: rows.map(shownDevelopment),
      topics: {
        skills: options(topics.skills, findSkill),
        occupations: options(topics.occupations, findOccupation),
        subjects: options(topics.subjects, findSubject),
      },
    };
    return html(reply, <DevelopmentsPage frame={frame} {...props} />);
  });

  app.get('/developments.atom', { config, schema: { querystring: Asked } }, async ({ query }, reply) => {
    const { rows } = await listDevelopments(db, { ...query, page: 1 }, FEED);
    const address = addressOf({ ...query, page: 1 });
    const text = developmentsAtom({
      title: 'What is new: Cairn',
      page: `${frame.origin}/developments${address}`,
      self: `${frame.origin}/developments.atom${address}`,
      origin: frame.origin,
      items: rows.map(shownDevelopment),
    });
    return reply
      .type('application/atom+xml; charset=utf-8')
      .serializer((value: unknown) => value as string)
      .send(text);
  });

  const listed = {
    querystring: DevelopmentQuery,
    response: { 200: DevelopmentList },
    tags: ['developments'],
    summary: 'What is new',
    description: 'Published developments, the newest first: dated, sourced, by skill, occupation and subject.',
  };
  app.get('/api/v1/developments', { config, schema: listed }, async ({ query }) => {
    const { total, rows } = await listDevelopments(db, query, PER_PAGE);
    return { total, page: query.page, perPage: PER_PAGE, items: rows.map(shownDevelopment) };
  });

  const params = z.object({ slug: z.string().min(1).max(120) });
  app.get('/developments/:slug', { config, schema: { params, querystring: commentsAsked } }, async (request, reply) => {
    const row = await findDevelopment(db, request.params.slug);
    if (!row || row.state === 'draft') throw new DevelopmentUnknownError();
    if (row.slug !== request.params.slug) return reply.redirect(`/developments/${row.slug}`, 301);
    const actor = await actorOfRequest(auth, db, request);
    // Whoever is signed in sees what they may change.
    if (actor.kind === 'person') reply.header('cache-control', 'no-store');
    const asked = { page: request.query.comments, now: clock.now() };
    const props = {
      item: shownDevelopment(row),
      withdrawnReason: row.withdrawnReason,
      changes: await listDevelopmentChanges(db, row.id),
      teaching: row.skills.length > 0 ? await teaching(row.skills) : null,
      discussion: await readDiscussion({ db, kinds }, actor, `${KIND}:${row.id}`, asked),
    };
    return html(reply, <DevelopmentPage frame={frame} {...props} />);
  });
}
