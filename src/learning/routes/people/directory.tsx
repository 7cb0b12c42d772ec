/** Addresses of directories and contacts. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, requirePerson } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import {
  acceptContact,
  askContact,
  blockPerson,
  declineContact,
  getMeeting,
  readContacts,
  unblockPerson,
  withdrawContact,
} from '../../actions/people/contacts.js';
import { joinCohort, joinHolders, leaveDirectory, readCohort, readHolders } from '../../actions/people/directory.js';
import { chooseEvery, listFollowed } from '../../actions/people/following.js';
import { ContactsPage } from '../../pages/people/contacts-page.js';
import { AskContactPage, BlockPage, HoldersPage, PeoplePage } from '../../pages/people/directory-pages.js';
import { findDigest } from '../../queries/people/talk.js';
import { actorOf, doneAsked, ofEnrolment, refusedBy, sent, signedIn, textsOf } from './parts.js';

type Again = { done?: string | undefined; given?: Record<string, string>; refusal?: Refusal };

export function addDirectoryRoutes(app: App, parts: LearningRoutes): void {
  addCohort(app, parts);
  addHolders(app, parts);
  addMeeting(app, parts);
  addContacts(app, parts);
}

function listingOf({ name = '', about = '', workplace = '' }: Record<string, string>) {
  return { name, about, workplace };
}

function addCohort(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;
  const base = '/learn/:enrolment/people';
  const show = async (reply: FastifyReply, actor: Actor, id: string, again: Again) => {
    const { place, ...directory } = await readCohort(db, actor, id);
    const { seen } = await readContacts(db, actor);
    const home = `/learn/${id}`;
    return html(
      reply,
      <PeoplePage
        frame={frame}
        course={{ title: place.edition.content.title, home }}
        directory={directory}
        contacts={seen}
        action={`${home}/people`}
        name={requirePerson(actor).name}
        readers="Those who take the course with you see it, if they chose to be seen too."
        {...again}
      />,
    );
  };
  app.get(base, { config: signedIn, schema: { params: ofEnrolment, querystring: doneAsked } }, async (request, reply) =>
    show(reply, await actorOf(parts, request), request.params.enrolment, { done: request.query.done }),
  );
  app.post(base, { config: signedIn, schema: { params: ofEnrolment, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const given = textsOf(request.body);
    const { enrolment } = request.params;
    try {
      await joinCohort(db, actor, enrolment, listingOf(given), clock.now());
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return show(reply.code(status), actor, enrolment, { given, refusal });
    }
    return reply.redirect(`/learn/${enrolment}/people?done=listed`, 303);
  });
  app.post(`${base}/leaving`, { config: signedIn, schema: { params: ofEnrolment } }, async (request, reply) => {
    const { enrolment } = request.params;
    await leaveDirectory(db, await actorOf(parts, request), { enrolmentId: enrolment });
    return reply.redirect(`/learn/${enrolment}/people?done=unlisted`, 303);
  });
}

function addHolders(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;
  const base = '/achievements/:achievement/holders';
  const ofAchievement = z.object({ achievement: z.uuid() });
  const show = async (reply: FastifyReply, actor: Actor, id: string, again: Again) => {
    const { achievement, ...directory } = await readHolders(db, actor, id, clock.now());
    const { seen } = await readContacts(db, actor);
    return html(
      reply,
      <HoldersPage
        frame={frame}
        achievement={{ id, name: achievement }}
        directory={directory}
        contacts={seen}
        action={`/achievements/${id}/holders`}
        name={requirePerson(actor).name}
        readers="Those who hold the same credential see it, if they chose to be seen too."
        {...again}
      />,
    );
  };
  app.get(
    base,
    { config: signedIn, schema: { params: ofAchievement, querystring: doneAsked } },
    async (request, reply) =>
      show(reply, await actorOf(parts, request), request.params.achievement, { done: request.query.done }),
  );
  app.post(base, { config: signedIn, schema: { params: ofAchievement, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const given = textsOf(request.body);
    const { achievement } = request.params;
    try {
      await joinHolders(db, actor, achievement, listingOf(given), clock.now());
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return show(reply.code(status), actor, achievement, { given, refusal });
    }
    return reply.redirect(`/achievements/${achievement}/holders?done=listed`, 303);
  });
  app.post(`${base}/leaving`, { config: signedIn, schema: { params: ofAchievement } }, async (request, reply) => {
    const { achievement } = request.params;
    await leaveDirectory(db, await actorOf(parts, request), { achievementId: achievement });
    // Whose credential does not stand any more has no such page to come back to.
    return reply.redirect('/my/credentials', 303);
  });
}

function addMeeting(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;
  const params = z.object({ listing: z.uuid() });
  const contact = '/learn/listings/:listing/contact';
  const show = async (
    reply: FastifyReply,
    actor: Actor,
    listing: string,
    again: { given?: string; refusal?: Refusal },
  ) => {
    const { otherName } = await getMeeting(db, actor, listing, clock.now());
    return html(
      reply,
      <AskContactPage frame={frame} name={otherName} action={`/learn/listings/${listing}/contact`} {...again} />,
    );
  };
  app.get(contact, { config: signedIn, schema: { params } }, async (request, reply) =>
    show(reply, await actorOf(parts, request), request.params.listing, {}),
  );
  app.post(contact, { config: signedIn, schema: { params, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { listing } = request.params;
    const { contact: given = '' } = textsOf(request.body);
    try {
      await askContact(parts, actor, { listing, contact: given }, clock.now());
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return show(reply.code(status), actor, listing, { given, refusal });
    }
    return reply.redirect('/my/contacts?done=asked', 303);
  });
  const block = '/learn/listings/:listing/block';
  app.get(block, { config: signedIn, schema: { params } }, async (request, reply) => {
    const { listing } = request.params;
    const { otherName } = await getMeeting(db, await actorOf(parts, request), listing, clock.now());
    return html(reply, <BlockPage frame={frame} name={otherName} action={`/learn/listings/${listing}/block`} />);
  });
  app.post(block, { config: signedIn, schema: { params } }, async (request, reply) => {
    await blockPerson(db, await actorOf(parts, request), { listing: request.params.listing }, clock.now());
    return reply.redirect('/my/contacts?done=blocked', 303);
  });
}

function addContacts(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;
  const params = z.object({ contact: z.uuid() });
  const base = '/my/contacts';
  type Refused = { id: string; given: string; refusal: Refusal };
  const show = async (reply: FastifyReply, actor: Actor, again: { done?: string | undefined; refused?: Refused }) => {
    const contacts = await readContacts(db, actor);
    const { id } = requirePerson(actor);
    const digest = await findDigest(db, id);
    const following = await listFollowed(db, actor);
    return html(
      reply,
      <ContactsPage frame={frame} contacts={contacts} digest={digest} following={following} {...again} />,
    );
  };
  app.get(base, { config: signedIn, schema: { querystring: doneAsked } }, async (request, reply) =>
    show(reply, await actorOf(parts, request), { done: request.query.done }),
  );
  app.post(
    `${base}/:contact/acceptance`,
    { config: signedIn, schema: { params, body: sent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { contact: given = '' } = textsOf(request.body);
      const id = request.params.contact;
      try {
        await acceptContact(parts, actor, { id, contact: given }, clock.now());
      } catch (error) {
        const { refusal, status } = refusedBy(error);
        return show(reply.code(status), actor, { refused: { id, given, refusal } });
      }
      return reply.redirect(`${base}?done=exchanged`, 303);
    },
  );
  const acts = {
    refusal: ['declined', (actor: Actor, id: string) => declineContact(db, actor, id, clock.now())],
    withdrawal: ['withdrawn', (actor: Actor, id: string) => withdrawContact(db, actor, id, clock.now())],
    block: ['blocked', (actor: Actor, id: string) => blockPerson(db, actor, { contact: id }, clock.now())],
  } as const;
  for (const [name, [done, act]] of Object.entries(acts))
    app.post(`${base}/:contact/${name}`, { config: signedIn, schema: { params } }, async (request, reply) => {
      await act(await actorOf(parts, request), request.params.contact);
      return reply.redirect(`${base}?done=${done}`, 303);
    });
  const person = z.object({ person: z.uuid() });
  app.post(
    `${base}/blocked/:person/removal`,
    { config: signedIn, schema: { params: person } },
    async (request, reply) => {
      await unblockPerson(db, await actorOf(parts, request), request.params.person);
      return reply.redirect(`${base}?done=unblocked`, 303);
    },
  );
  app.post(`${base}/letters`, { config: signedIn, schema: { body: sent } }, async (request, reply) => {
    const { every } = textsOf(request.body);
    await chooseEvery(db, await actorOf(parts, request), every === 'week' ? 'week' : 'day', clock.now());
    return reply.redirect(`${base}?done=letters#followed`, 303);
  });
}
