/** Things shared by link: the owner's list, and the page of each link. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { NotAllowedError } from '../actions/guard.js';
import { actorOfRequest } from '../actions/session.js';
import { grantShare, type Opened, openShare, recordViewing, sharesOf, withdrawShare } from '../actions/share-grants.js';
import { EXPIRIES, NewSharePage, NotSharedPage, PasscodePage, SharedPage, SharesPage } from '../pages/sharing-pages.js';
import { momentInWords } from '../rules/moments.js';
import { oneLine } from '../rules/names.js';
import { kindOf } from '../rules/sharing.js';
import type { PersonActor, Shareable } from '../schema/index.js';
import { given, held, type OwnRoutes, own, personOf, tokenInAddress } from './parts.js';
import { refusalOf } from './refusals.js';

const done = z.object({ done: z.string().max(40).optional() });
const About = z.object({ subject: z.string().max(300) });
const Asked = About.extend({
  label: z.string().overwrite(oneLine).min(1, 'Give it a name.').max(100, 'Use at most 100 characters.'),
  days: z.enum(
    EXPIRIES.map(({ value }) => value),
    'Choose one of the times.',
  ),
  passcode: z.string().refine((text) => text === '' || (text.length >= 6 && text.length <= 100), {
    message: 'Use 6 to 100 characters, or leave it empty.',
  }),
});
const DAY_MS = 86_400_000;

export function addSharingRoutes(app: App, parts: OwnRoutes): void {
  const { auth, db, clock, frame, shareables } = parts;

  app.get('/account/shared', { config: own, schema: { querystring: done } }, async (request, reply) => {
    const person = await personOf(parts, request);
    const shares = await sharesOf(parts, person, clock.now());
    const starts = shareables.flatMap(({ label, about, whole }) =>
      whole ? [{ label, about, subject: whole(person) }] : [],
    );
    return html(reply, <SharesPage frame={frame} done={request.query.done} shares={shares} starts={starts} />);
  });

  /** What the actor may share by this subject. @throws NotAllowedError */
  const shareableOf = async (person: PersonActor, subject: string): Promise<Shareable> => {
    const shareable = shareables.find(({ kind }) => kind === kindOf(subject));
    if (!shareable || !(await shareable.mayShare(db, person, subject)))
      throw new NotAllowedError('This is not yours to share.');
    return shareable;
  };
  app.get('/account/shared/new', { config: own, schema: { querystring: About } }, async (request, reply) => {
    const { subject } = request.query;
    const shareable = await shareableOf(await personOf(parts, request), subject);
    return html(reply, <NewSharePage frame={frame} shareable={shareable} subject={subject} />);
  });
  app.post('/account/shared/new', { config: own, schema: { body: given } }, async (request, reply) => {
    const person = await personOf(parts, request);
    const subject = request.body.subject ?? '';
    const shareable = await shareableOf(person, subject);
    const asked = Asked.safeParse(request.body);
    if (!asked.success) {
      reply.code(422);
      const again = { given: request.body, refusal: refusalOf(asked.error) };
      return html(reply, <NewSharePage frame={frame} shareable={shareable} subject={subject} {...again} />);
    }
    const { label, days, passcode } = asked.data;
    const now = clock.now();
    const expiresAt = days === 'never' ? null : new Date(now.getTime() + Number(days) * DAY_MS);
    const share = { subject, label, expiresAt, passcode: passcode === '' ? null : passcode };
    const { id } = await grantShare(parts, person, share, now);
    return reply.redirect(`/account/shared?done=made#share-${id}`, 303);
  });
  const one = z.object({ id: z.uuid() });
  app.post('/account/shared/:id/withdrawal', { config: own, schema: { params: one } }, async (request, reply) => {
    await withdrawShare(db, await personOf(parts, request), request.params.id, clock.now());
    return reply.redirect('/account/shared?done=withdrawn', 303);
  });

  const link = { config: held, schema: { params: tokenInAddress } };
  app.get('/shared/:token', link, async (request, reply) => {
    return show(request, reply, await openShare(db, request.params.token, null, clock.now()));
  });
  app.post('/shared/:token', { ...link, schema: { ...link.schema, body: given } }, async (request, reply) => {
    const passcode = request.body.passcode ?? '';
    return show(request, reply, await openShare(db, request.params.token, passcode, clock.now()));
  });

  async function show(request: FastifyRequest, reply: FastifyReply, opened: Opened): Promise<FastifyReply> {
    reply.header('x-robots-tag', 'noindex');
    switch (opened.state) {
      case 'open':
        return showOpen(request, reply, opened);
      case 'passcode':
        if (opened.wrong) reply.code(422);
        return html(reply, <PasscodePage frame={frame} wrong={opened.wrong ? 'This is not the passcode.' : null} />);
      case 'wait': {
        const words = `Too many wrong passcodes. Try again after ${momentInWords(opened.until)}.`;
        return html(reply.code(429), <PasscodePage frame={frame} wrong={words} />);
      }
      default:
        reply.code(opened.state === 'unknown' ? 404 : 410);
        return html(reply, <NotSharedPage frame={frame} why={opened.state} />);
    }
  }

  async function showOpen(
    request: FastifyRequest,
    reply: FastifyReply,
    { grant }: Extract<Opened, { state: 'open' }>,
  ): Promise<FastifyReply> {
    const shareable = shareables.find(({ kind }) => kind === kindOf(grant.subject));
    const viewer = await actorOfRequest(auth, db, request);
    const { pathname: link } = new URL(request.url, 'http://localhost');
    const shown = (await shareable?.draw(db, grant.subject, { viewer, link })) ?? null;
    if (!shareable || shown === null) return html(reply.code(410), <NotSharedPage frame={frame} why="gone" />);
    if (request.method !== 'HEAD') await recordViewing(db, parts, { grant, viewer, shareable }, clock.now());
    return html(reply, <SharedPage frame={frame} grant={grant} shown={shown} />);
  }
}
