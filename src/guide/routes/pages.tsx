/** The guide's pages. Answers come by POST, so that they stand in no address and in no log; nothing of them is kept. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Discovery } from '../../discovery/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import { type Frame, sentence } from '../../ui/index.js';
import { answerGuide } from '../actions/answer.js';
import { type Choices, guideChoices } from '../actions/choices.js';
import type { Asked } from '../pages/asking.js';
import { GuidePage } from '../pages/guide-page.js';
import { ResultPage } from '../pages/result-page.js';
import { easeQuestion } from '../rules/ease.js';
import { EXAMPLE } from '../rules/example.js';
import { GuideFault } from '../rules/faults.js';
import { formOf, nameOf, readForm, type SentForm, sentOf, valuesOf } from '../rules/form.js';
import { gapOf } from '../rules/gap.js';
import { type GapAnswer, type GuideQuestion, QUESTIONS, type QuestionName } from '../schema.js';
import { decisionIn } from './decision-parts.js';

export type GuidePages = { db: Db; clock: Clock; frame: Frame; discovery: Discovery };

/** A slider that moves asks several times a second. */
const config = { access: 'public', limit: { hits: 240, seconds: 60 } } as const;
const Sent = z.record(z.string(), z.unknown()).nullish();

export function addGuidePages(app: App, { db, clock, frame, discovery }: GuidePages): void {
  const asksExample = z.object({ example: z.string().max(20).optional() });
  app.get(
    '/guide',
    { config: { access: 'public' }, schema: { querystring: asksExample } },
    async ({ query }, reply) => {
      const question = query.example === undefined ? {} : EXAMPLE;
      return draw(reply, { question, state: query.example === undefined ? undefined : 'example' });
    },
  );

  app.post('/guide', { config, schema: { hide: true, body: Sent } }, async ({ body }, reply) => {
    reply.header('cache-control', 'no-store');
    const sent: SentForm = body ?? {};
    const choices = await guideChoices({ db, discovery });
    const { question: read, faults } = readForm(sent, choices.bodyOf);
    if (read === null) return draw(reply.code(422), { sent, faults, choices, decision: decisionIn(sent) });
    const question = easeQuestion(read, valuesOf(sent, 'ease')[0]);
    const [act] = valuesOf(sent, 'act');
    const decision = decisionIn(sent);
    try {
      if (act === 'gap') return draw(reply, { question, choices, decision, gap: gapOf(question.goals ?? {}) });
      if (act === 'change') return draw(reply, { question, choices, decision });
      if (answeredIn(question).size === 0)
        return draw(reply.code(422), { question, choices, decision, state: 'empty' });
      const page = pageOf(sent);
      const answer = await answerGuide({ db, discovery, clock }, { ...question, page, perPage: 20, candidates: 0 });
      return html(reply, <ResultPage frame={frame} question={question} answer={answer} decision={decision} />);
    } catch (error) {
      if (!(error instanceof GuideFault)) throw error;
      // What was answered may weigh nothing: who pays, but not how much.
      if (error.field === 'question') return draw(reply.code(422), { question, choices, decision, state: 'empty' });
      const name = nameOf(error.field.split('.'));
      return draw(reply.code(422), { question, faults: { [name]: sentence(`${error.words}.`) }, choices, decision });
    }
  });

  type Drawing = {
    question?: GuideQuestion;
    /** The form as it was sent, where no question could be read. */
    sent?: SentForm;
    faults?: Asked['faults'];
    choices?: Choices;
    gap?: GapAnswer;
    decision?: string | null;
    state?: 'empty' | 'example' | undefined;
  };

  async function draw(
    reply: FastifyReply,
    { question = {}, sent, faults = {}, choices, gap, decision = null, state }: Drawing,
  ) {
    const asked = { sent: sent ?? sentOf(formOf(question)), faults };
    return html(
      reply,
      <GuidePage
        frame={frame}
        asked={asked}
        choices={choices ?? (await guideChoices({ db, discovery }))}
        answered={answeredIn(question)}
        gap={gap ?? editedGap(question)}
        decision={decision}
        {...(state && { state })}
      />,
    );
  }
}

function answeredIn(question: GuideQuestion): Set<QuestionName> {
  return new Set(QUESTIONS.filter((name) => question[name] !== undefined));
}

/** A gap that she edited is shown as she left it. */
function editedGap({ goals }: GuideQuestion): GapAnswer | null {
  if (goals?.gap === undefined) return null;
  try {
    return gapOf(goals);
  } catch (error) {
    if (error instanceof GuideFault) return null;
    throw error;
  }
}

/** Pages are asked for by a button; anything else is the first. */
function pageOf(sent: SentForm): number {
  const page = Number(valuesOf(sent, 'page')[0] ?? 1);
  return Number.isInteger(page) && page >= 1 && page <= 50 ? page : 1;
}
