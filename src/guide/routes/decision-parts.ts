/** What the routes of decisions share. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Auth, actorOfRequest } from '../../accounts/index.js';
import { findCourse } from '../../catalogue/index.js';
import type { Discovery, SearchItem } from '../../discovery/index.js';
import type { SubjectKinds } from '../../discussion/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { drawApart } from '../../platform/pdf/index.js';
import type { Frame } from '../../ui/index.js';
import { answerGuide } from '../actions/answer.js';
import type { AskGuide } from '../actions/decisions.js';
import { readForm, type SentForm, valuesOf } from '../rules/form.js';
import { type Recorded, recordDrafts } from '../rules/record.js';
import { DecisionRefused, type GuideQuestion } from '../schema.js';

export type DecisionRoutes = {
  db: Db;
  auth: Auth;
  clock: Clock;
  frame: Frame;
  discovery: Discovery;
  origin: string;
  kinds: SubjectKinds;
};

/** Fields as a browser sends them. */
export const Sent = z.record(z.string(), z.unknown()).nullish();
/** In small letters, as subjects and links say it: what hangs from a decision is found by this text. */
const DecisionId = z.uuid().toLowerCase();
export const onDecision = z.object({ decision: DecisionId });
export const own = { access: 'signed-in' } as const;
/** Asks the guide anew, which weighs every course. */
export const asksAnew = { ...own, limit: { hits: 120, seconds: 60 } } as const;
/** Draws a page that waits with those of others for one thread. */
export const draws = { ...own, limit: { hits: 30, seconds: 60 } } as const;
/** For who has no account too; each draws or ranks, which costs. */
export const open = { access: 'public', limit: { hits: 30, seconds: 60 } } as const;

export function actorOf({ auth, db }: DecisionRoutes, request: FastifyRequest) {
  return actorOfRequest(auth, db, request);
}

export function asking({ db, discovery, clock }: DecisionRoutes): AskGuide {
  return (request) => answerGuide({ db, discovery, clock }, request);
}

/** The card of a course by its slug; null: it is not in the catalogue (any more). */
export async function cardOf({ db, discovery }: DecisionRoutes, slug: string): Promise<SearchItem | null> {
  const found = await findCourse(db, slug);
  const [card] = found?.state === 'published' ? await discovery.items([found.num]) : [];
  return card ?? null;
}

/** The answers that a form carries. @throws DecisionRefused */
export function questionOf(sent: SentForm): GuideQuestion {
  const { question } = readForm(sent);
  if (question === null)
    throw new DecisionRefused(
      'These answers cannot be read as they stand. Go back to the six questions and send them again.',
    );
  return question;
}

/** The decision of which the answers are a new version; null: none is named. */
export function decisionIn(sent: SentForm): string | null {
  const [id] = valuesOf(sent, 'decision');
  return DecisionId.safeParse(id).data ?? null;
}

/** Sends a record as a file. */
export async function sendRecord(reply: FastifyReply, recorded: Recorded, now: Date): Promise<FastifyReply> {
  const bytes = await drawApart(recordDrafts(recorded, now));
  return reply
    .type('application/pdf')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .header('content-disposition', 'attachment; filename="decision-record.pdf"')
    .send(Buffer.from(bytes));
}
