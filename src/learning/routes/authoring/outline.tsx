/** The outline of a course: adding, moving and taking out its parts. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusalFrom } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { dropMedia } from '../../actions/authoring/media.js';
import { retireCourse, takeUpCourse } from '../../actions/authoring/publishing.js';
import { changeDraft, dropCourse } from '../../actions/authoring/writing.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { AskingPage } from '../../pages/authoring/course-pages.js';
import { OutlinePage } from '../../pages/authoring/outline-page.js';
import { coursePath } from '../../pages/authoring/shell.js';
import {
  addStep,
  addWeek,
  type Direction,
  findStep,
  findWeek,
  gone,
  moveStep,
  moveWeek,
  removeStep,
  removeWeek,
} from '../../rules/authoring/outline.js';
import {
  addBank,
  findBank,
  findCriterion,
  findItem,
  holderOf,
  moveCriterion,
  moveItem,
  removeBank,
  removeCriterion,
  removeItem,
} from '../../rules/authoring/questions.js';
import { itemTitle, STEP_WORDS } from '../../rules/authoring/words.js';
import type { DraftContent } from '../../schema/draft.js';
import { LearningError, type StepType } from '../../schema/index.js';
import { actorOf, author, HOSTED, ofHosted, openCourse, Said, writing } from './parts.js';

const Part = z
  .string()
  .max(250)
  .regex(/^(week|step|bank|item|criterion|media):[a-z0-9][a-z0-9:._-]*$/);
const Act = z.object({
  add: z.enum(['week', 'step', 'bank']).optional(),
  week: z.string().max(64).default(''),
  type: z.enum(Object.keys(STEP_WORDS) as [StepType, ...StepType[]]).catch('article'),
  title: z.string().max(2000).default(''),
  part: Part.optional(),
  move: z.enum(['up', 'down']).optional(),
});
type Act = z.infer<typeof Act>;
const DONE: Readonly<Record<string, string>> = {
  begun: 'The course is begun. Add its first week.',
  added: 'It is added.',
  removed: 'It is taken out.',
  folder: 'The folder is the draft now.',
  'taken-up': 'The course is taken up again.',
  retired: 'The course is retired. Who is enrolled goes on; nobody can begin it any more.',
};

export function addOutlineRoutes(app: App, parts: LearningRoutes): void {
  app.get(
    HOSTED,
    { config: { access: 'viewer' }, schema: { params: ofHosted, querystring: Said } },
    async (request, reply) => {
      const { hosted, draft, place } = await openCourse(parts, request, 'viewer');
      return html(reply, <OutlinePage {...{ place, hosted, draft }} done={DONE[request.query.done ?? ''] ?? null} />);
    },
  );

  app.post(
    `${HOSTED}/outline`,
    { config: writing, schema: { params: ofHosted, body: Act } },
    async (request, reply) => {
      const { organisation, hosted } = request.params;
      const actor = await actorOf(parts, request);
      const base = `/organisations/${organisation}/teaching/${hosted}`;
      let to = base;
      const change = (draft: DraftContent): DraftContent => {
        const done = acted(draft, request.body);
        to = `${base}${done.to}`;
        return done.draft;
      };
      try {
        await changeDraft(parts, actor, { organisation, hosted, change });
      } catch (error) {
        return showRefused(parts, request, reply, error);
      }
      return reply.redirect(to, 303);
    },
  );

  const asked = z.object({ part: Part.or(z.literal('')).default('') });
  app.get(
    `${HOSTED}/removal`,
    { config: author, schema: { params: ofHosted, querystring: asked } },
    async (request, reply) => {
      const { hosted, draft, place } = await openCourse(parts, request, 'author');
      const { part } = request.query;
      const { words, back } = removalOf(draft, part);
      const base = coursePath(place, hosted);
      return html(
        reply,
        <AskingPage
          {...{ place, hosted, words }}
          title="Take it out?"
          action={`${base}/removal`}
          label="Take it out"
          values={{ part }}
          back={`${base}${back}`}
        />,
      );
    },
  );
  app.post(
    `${HOSTED}/removal`,
    { config: writing, schema: { params: ofHosted, body: asked } },
    async (request, reply) => {
      const { organisation, hosted } = request.params;
      const actor = await actorOf(parts, request);
      const { part } = request.body;
      const base = `/organisations/${organisation}/teaching/${hosted}`;
      if (part.startsWith('media:')) {
        await dropMedia(parts, actor, { organisation, hosted, name: part.slice(6) });
        return reply.redirect(`${base}/media?done=removed`, 303);
      }
      let back = '';
      const change = (draft: DraftContent): DraftContent => {
        back = removalOf(draft, part).back;
        return withoutPart(draft, part);
      };
      await changeDraft(parts, actor, { organisation, hosted, change });
      return reply.redirect(`${base}${back}?done=removed`, 303);
    },
  );
  addRetirementRoutes(app, parts);
}

function addRetirementRoutes(app: App, parts: LearningRoutes): void {
  const config = { access: 'editor' } as const;
  app.get(`${HOSTED}/retirement`, { config, schema: { params: ofHosted } }, async (request, reply) => {
    const { hosted, place } = await openCourse(parts, request, 'editor');
    const base = coursePath(place, hosted);
    const [title, words, label] = hosted.retired
      ? ['Take it up again?', 'It can be changed, published and offered again.', 'Take it up again']
      : hosted.edition > 0
        ? [
            `Retire ${hosted.title}?`,
            'Nobody can begin it any more. Who is enrolled goes on, and what was issued stands.',
            'Retire it',
          ]
        : [
            `Throw away ${hosted.title}?`,
            'It was never published, so nothing of it stays: neither its words nor its files.',
            'Throw it away',
          ];
    return html(
      reply,
      <AskingPage {...{ place, hosted, title, words, label }} action={`${base}/retirement`} back={base} />,
    );
  });
  app.post(`${HOSTED}/retirement`, { config, schema: { params: ofHosted } }, async (request, reply) => {
    const { actor, hosted, provider } = await openCourse(parts, request, 'editor');
    const asked = { organisation: provider.id, hosted: hosted.id };
    const base = `/organisations/${provider.slug}/teaching`;
    if (hosted.retired) {
      await takeUpCourse(parts, actor, asked);
      return reply.redirect(`${base}/${hosted.id}?done=taken-up`, 303);
    }
    if (hosted.edition > 0) {
      await retireCourse(parts, actor, asked);
      return reply.redirect(`${base}/${hosted.id}?done=retired`, 303);
    }
    await dropCourse(parts, actor, asked);
    return reply.redirect(`${base}?done=dropped`, 303);
  });
}

async function showRefused(parts: LearningRoutes, request: FastifyRequest, reply: FastifyReply, error: unknown) {
  if (error instanceof LearningError && error.status === 404) throw error;
  const refusal = refusalFrom(error);
  const { hosted, draft, place } = await openCourse(parts, request, 'author');
  const { add, week, type, title } = request.body as Act;
  const sent: Record<string, string> = add === 'step' ? { in: week, type, title } : { week: title };
  reply.code(error instanceof LearningError ? error.status : 409);
  return html(reply, <OutlinePage {...{ place, hosted, draft, refusal, sent }} done={null} />);
}

/** The draft after an act on its outline, and the page to go on to. */
function acted(draft: DraftContent, { add, week, type, title, part, move }: Act): { draft: DraftContent; to: string } {
  if (part !== undefined && move !== undefined)
    return { draft: movedPart(draft, part, move), to: removalOf(draft, part).back };
  const words = title.trim();
  if (words === '') throw new LearningError(422, 'Write a title first.', 'title');
  if (words.length > 200) throw new LearningError(422, 'Shorten the title to 200 characters.', 'title');
  if (add === 'week') {
    const done = addWeek(draft, words);
    return { draft: done.draft, to: `?done=added#week-${done.key}` };
  }
  if (add === 'bank') {
    const done = addBank(draft, words);
    return { draft: done.draft, to: `/banks/${done.key}` };
  }
  const done = addStep(draft, week, { type, title: words });
  return { draft: done.draft, to: `/steps/${done.key}` };
}

function movedPart(draft: DraftContent, part: string, direction: Direction): DraftContent {
  const [kind, ...rest] = part.split(':');
  const key = rest.at(-1) ?? '';
  if (kind === 'week') return moveWeek(draft, key, direction);
  if (kind === 'step') return moveStep(draft, key, direction);
  if (kind === 'item') return moveItem(draft, holderOf(rest.slice(0, 2).join(':')), key, direction);
  if (kind === 'criterion') return moveCriterion(draft, rest[0] ?? '', key, direction);
  throw gone('part');
}

function withoutPart(draft: DraftContent, part: string): DraftContent {
  const [kind, ...rest] = part.split(':');
  const key = rest.at(-1) ?? '';
  if (kind === 'week') return removeWeek(draft, key);
  if (kind === 'step') return removeStep(draft, key);
  if (kind === 'bank') return removeBank(draft, key);
  if (kind === 'item') return removeItem(draft, holderOf(rest.slice(0, 2).join(':')), key);
  return removeCriterion(draft, rest[0] ?? '', key);
}

/** What goes with a part, in words, and the page on which it stands. @throws LearningError 404 */
function removalOf(draft: DraftContent, part: string): { words: string; back: string } {
  if (part === '') throw new LearningError(422, 'Say what is to be taken out: go back, and choose it there.');
  const [kind, first = '', second = '', third = ''] = part.split(':');
  if (kind === 'media') return { words: `The file ${first} goes for good, unless an edition uses it.`, back: '/media' };
  if (kind === 'week') {
    const { title, steps } = findWeek(draft, first);
    const with_ = steps.length === 0 ? '' : steps.length === 1 ? ' with its step' : ` with its ${steps.length} steps`;
    return { words: `“${title}” goes${with_}. What is published stays as it is.`, back: '' };
  }
  if (kind === 'step') {
    const { title } = findStep(draft, first).step;
    return { words: `“${title}” goes with all that it holds. What is published stays as it is.`, back: '' };
  }
  if (kind === 'bank') {
    const { title, items } = findBank(draft, first);
    return {
      words: `“${title}” goes with its ${items.length} questions, and quizzes no longer draw from it.`,
      back: '',
    };
  }
  if (kind === 'item') {
    const words = `The question “${itemTitle(findItem(draft, holderOf(`${first}:${second}`), third))}” goes.`;
    return { words, back: first === 'bank' ? `/banks/${second}` : `/steps/${second}` };
  }
  return { words: `The criterion “${findCriterion(draft, first, second).text}” goes.`, back: `/steps/${first}` };
}
