/** Taking a quiz or a test: begin, save, hand in, see what came of it. Each act is a plain form. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { newId } from '../../../platform/crypto/index.js';
import { type App, html } from '../../../platform/http/index.js';
import {
  type AtAttempt,
  type AttemptLook,
  lookAtAttempt,
  type Saved,
  saveAttempt,
  startAttempt,
  submitAttempt,
} from '../../actions/assessment/taking.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { type AttemptNote, AttemptPage } from '../../pages/assessment/attempt-page.js';
import { ResultPage, type ReviewedQuestion } from '../../pages/assessment/result-page.js';
import {
  adviceOf,
  answerInWords,
  attemptsAllowed,
  feedbackFor,
  questionOf,
  rightInWords,
} from '../../rules/assessment/index.js';
import { drawMarkdown } from '../../rules/markdown.js';
import type { Attempt, Ended } from '../../schema/assessment.js';
import { type Item, Key, LearningError } from '../../schema/index.js';
import { actorOf, mediaOf, signedIn, stepAddress, stepParams, wantsData } from '../player/parts.js';

const params = z.object({ enrolment: z.uuid(), step: Key, attempt: z.uuid() });
const attemptAddress = `${stepAddress}/attempts/:attempt`;
const Notes = z.enum(['saved', 'check', 'older', 'elsewhere']);
const querystring = z.object({ note: Notes.optional().catch(undefined) });
/** Fields of questions are judged by what the attempt asks. */
const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Form = z.looseObject({ base: count, number: count, by: z.uuid(), sure: z.string().max(10).optional() });
/** A room of people behind one address saves at every change. */
const saving = { ...signedIn, limit: { hits: 2400, seconds: 60 } };

export function addTakingRoutes(app: App, parts: LearningRoutes): void {
  const started = z.object({ agreed: z.string().max(10).optional() });
  app.post(
    `${stepAddress}/attempts`,
    { config: signedIn, schema: { params: stepParams, body: started } },
    async (request, reply) => {
      const agreed = request.body.agreed === 'yes';
      try {
        const attempt = await startAttempt(parts, await actorOf(parts, request), request.params, { agreed });
        return reply.redirect(addressOf({ ...request.params, attempt }), 303);
      } catch (error) {
        if (!(error instanceof LearningError) || error.field !== 'agreed') throw error;
        return reply.redirect(`${stepOf(request.params)}?fault=agreed`, 303);
      }
    },
  );

  app.get(attemptAddress, { config: signedIn, schema: { params, querystring } }, async (request, reply) => {
    const look = await lookAtAttempt(parts, await actorOf(parts, request), request.params);
    return show(parts, look, request.params, request.query.note ?? null, reply);
  });

  app.post(`${attemptAddress}/answers`, { config: saving, schema: { params, body: Form } }, async (request, reply) => {
    const sent = sentIn(request.body);
    return answer(request, reply, await saveAttempt(parts, await actorOf(parts, request), request.params, sent));
  });

  app.post(
    `${attemptAddress}/submission`,
    { config: saving, schema: { params, body: Form } },
    async (request, reply) => {
      const sent = { ...sentIn(request.body), isSure: request.body.sure === 'yes' };
      return answer(request, reply, await submitAttempt(parts, await actorOf(parts, request), request.params, sent));
    },
  );
}

function sentIn({ base, number, by, sure: _sure, ...fields }: z.infer<typeof Form>) {
  return { base, number, by, fields };
}

/** The page's script is told in data; a form is sent on to the page, which says it. */
function answer(request: FastifyRequest, reply: FastifyReply, { state, number }: Saved): FastifyReply {
  if (wantsData(request)) return reply.send({ state, number });
  const address = addressOf(request.params as AtAttempt);
  return reply.redirect(state === 'ended' ? address : `${address}?note=${state}`, 303);
}

function stepOf({ enrolment, step }: Omit<AtAttempt, 'attempt'>): string {
  return `/learn/${enrolment}/steps/${step}`;
}

function addressOf(at: AtAttempt): string {
  return `${stepOf(at)}/attempts/${at.attempt}`;
}

function show(
  parts: LearningRoutes,
  look: AttemptLook,
  at: AtAttempt,
  note: AttemptNote | null,
  reply: FastifyReply,
): FastifyReply {
  const { place, asked, attempt } = look;
  const media = mediaOf(place.enrolment.courseId);
  const around = {
    frame: parts.frame,
    course: { title: place.edition.content.title, href: `/learn/${at.enrolment}` },
    step: { title: asked.step.title, href: stepOf(at) },
    address: addressOf(at),
    number: attempt.number,
  };
  reply.header('cache-control', 'no-store');
  if (attempt.ended) return html(reply, resultPage(around, look, attempt.ended, media));
  const { answers, dueAt, answersNumber } = attempt;
  return html(
    reply,
    <AttemptPage
      {...around}
      attempts={attemptsAllowed(asked.step)}
      questions={asked.questions.map(({ item, order }, index) => ({
        question: questionOf(item, order),
        prompt: drawMarkdown(item.prompt, { media }),
        advice: adviceOf(item, answers, index),
      }))}
      answers={answers}
      base={answersNumber}
      by={newId()}
      due={dueAt && { at: dueAt, timeZone: place.offering.timeZone }}
      now={look.now}
      media={media}
      note={note}
    />,
  );
}

type Around = Pick<Parameters<typeof ResultPage>[0], 'frame' | 'course' | 'step' | 'address' | 'number'>;

function resultPage(around: Around, look: AttemptLook, ended: Ended, media: (name: string) => string) {
  const { asked, standing } = look;
  const { step, questions } = asked;
  const reviewed = questions.map(({ item }, index) => reviewOf(item, ended.result[index], media));
  return (
    <ResultPage
      {...around}
      ended={ended}
      test={step.test}
      pass={step.pass}
      questions={standing.tells ? reviewed.filter((question) => question !== null) : null}
      untold={standing.tells ? null : untoldOf(step.feedback)}
      left={standing.left}
      mayStart={standing.mayStart}
      onward={onwardFrom(look, ended)}
    />
  );
}

/** Completed: to what was earned. A test that is not passed is tried again first: nothing leads on from it. */
function onwardFrom({ place, asked, standing }: AttemptLook, ended: Ended): { title: string; href: string } | null {
  const home = `/learn/${place.enrolment.id}`;
  if (place.enrolment.state === 'completed') return { title: 'See what you earned', href: `${home}/completed` };
  if (asked.step.test && !ended.passed && standing.mayStart) return null;
  const { steps } = place.edition;
  const next = steps[steps.findIndex(({ step }) => step.key === asked.step.key) + 1]?.step;
  return next ? { title: `Next: ${next.title}`, href: `${home}/steps/${next.key}` } : null;
}

function untoldOf(feedback: 'each-attempt' | 'at-the-end' | 'score-alone'): string {
  return feedback === 'score-alone'
    ? 'For this test you are told your score alone, so that its questions stay fair to others.'
    : 'What is right is said after you pass, or after your last attempt.';
}

function reviewOf(
  item: Item,
  result: NonNullable<Attempt['ended']>['result'][number] | undefined,
  media: (name: string) => string,
): ReviewedQuestion | null {
  if (!result) return null;
  const { points, most, right, response } = result;
  return {
    ...{ points, most, right, answered: response !== null },
    prompt: drawMarkdown(item.prompt, { media }),
    answer: answerInWords(item, response),
    solution: rightInWords(item),
    feedback: feedbackFor(item, result),
  };
}
