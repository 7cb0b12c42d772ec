/** The guide for programs: questions in, a ranked list with reasons out. Nothing that is asked is stored or logged. */
import type { App } from '../../platform/http/index.js';
import { answerGuide } from '../actions/answer.js';
import type { GuideParts } from '../actions/context.js';
import { gapOf } from '../rules/gap.js';
import { GapAnswer, GapQuestion, GuideAnswer, GuideRequest } from '../schema.js';

/** Each question weighs every course. */
const config = { access: 'public', limit: { hits: 120, seconds: 60 } } as const;

export function addGuideApi(app: App, parts: GuideParts): void {
  app.post(
    '/api/v1/guide',
    {
      config,
      schema: {
        summary: 'Weigh every course by the answers to six questions',
        description:
          'Each question and each part of one may be left out. What breaks a hard limit is left out; the rest is ranked by an additive value model, with a range where facts are not stated. Nothing that is sent is stored or logged.',
        body: GuideRequest,
        response: { 200: GuideAnswer },
      },
    },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      return answerGuide(parts, body);
    },
  );

  app.post(
    '/api/v1/guide/gap',
    {
      config,
      schema: {
        summary: 'The skills that a next step needs, less those that are there',
        body: GapQuestion,
        response: { 200: GapAnswer },
      },
    },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      return gapOf(body);
    },
  );
}
