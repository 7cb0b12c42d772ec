/** How often an organisation's courses are found: for its members. */
import { z } from 'zod';
import { type Auth, actorOfRequest } from '../../accounts/index.js';
import { addDays } from '../../catalogue/index.js';
import { getOrganisation, OWN_PARTS, requireRole, rolesOf, type WorkplacePart } from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import { takingFigures } from '../../reviews/index.js';
import type { Frame } from '../../ui/index.js';
import type { Reach } from '../actions/reach.js';
import { csvOf } from '../formats/table.js';
import { ReachPage } from '../pages/reach-page.js';
import { reachByCourse, reachByDay, reachInFull } from '../queries/reach.js';
import { everyDay } from '../rules/reach.js';

export type ReachRoutes = {
  db: Db;
  auth: Auth;
  clock: Clock;
  frame: Frame;
  reach: Reach;
  workplace: readonly WorkplacePart[];
};

export const reachPlaces: readonly WorkplacePart[] = [
  {
    path: 'reach',
    label: 'How often you are found',
    about: 'How often your courses are found, opened and handed over to you.',
    role: 'viewer',
  },
];

const SHOWN_DAYS = 28;
const TABLE_DAYS = 365;
const PER_PAGE = 50;
const config = { access: 'viewer' } as const;
const params = z.object({ organisation: z.string().min(1).max(300) });
const querystring = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

export function addReachRoutes(app: App, { db, auth, clock, frame, reach, workplace }: ReachRoutes): void {
  app.get('/organisations/:organisation/reach', { config, schema: { params, querystring } }, async (request, reply) => {
    const actor = await actorOfRequest(auth, db, request);
    const { organisation: slug } = request.params;
    const { page } = request.query;
    const person = await requireRole(db, actor, slug, 'viewer');
    const organisation = await getOrganisation(db, slug);
    await reach.flush();
    const days = Array.from({ length: SHOWN_DAYS }, (_, at) => addDays(clock.today(), at - SHOWN_DAYS + 1));
    const from = days[0] as string;
    const window = { from, limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
    const { total, rows } = await reachByCourse(db, organisation.id, window);
    const place = {
      frame,
      organisation,
      roles: await rolesOf(db, organisation.id, person.id),
      parts: [...workplace, ...OWN_PARTS],
    };
    const learners = await takingFigures(db, organisation.id);
    const byDay = everyDay(await reachByDay(db, organisation.id, from), days);
    return html(
      reply,
      <ReachPage
        place={place}
        days={byDay}
        courses={rows}
        learners={learners}
        total={total}
        page={page}
        perPage={PER_PAGE}
      />,
    );
  });

  app.get('/organisations/:organisation/reach.csv', { config, schema: { params } }, async (request, reply) => {
    const actor = await actorOfRequest(auth, db, request);
    await requireRole(db, actor, request.params.organisation, 'viewer');
    const organisation = await getOrganisation(db, request.params.organisation);
    await reach.flush();
    const rows = await reachInFull(db, organisation.id, addDays(clock.today(), -TABLE_DAYS));
    const lines = rows.map(({ day, title, slug, found, opened, handedOver }) => [
      day,
      title,
      `${frame.origin}/courses/${slug}`,
      found,
      opened,
      handedOver,
    ]);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="reach.csv"')
      .serializer((text: unknown) => text as string)
      .send(csvOf([['day', 'course', 'address', 'found', 'opened', 'handed_over'], ...lines]));
  });
}
