/** The editor of an achievement: opening, saving, publishing, its preview and its picture. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { refusalFrom } from '../../../accounts/index.js';
import { skillsOfText } from '../../../catalogue/index.js';
import { type App, html, takeUploads, uploadOf } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { AchievementUnknownError, ownAchievement, requireAwarder } from '../../actions/achievements/desk.js';
import { badgePng, pictureAchievement } from '../../actions/achievements/picturing.js';
import {
  AchievementChangedError,
  FaultyAchievementError,
  readForm,
  saveAchievement,
} from '../../actions/achievements/writing.js';
import { AchievementFormPage, type Looked, Preview } from '../../pages/achievements/form-page.js';
import { coursesToAward, listVersions } from '../../queries/achievements.js';
import { type AchievementFaults, type AchievementTexts, textsOfBody } from '../../rules/achievement-fields.js';
import { textsOfAchievement } from '../../rules/achievement-form/index.js';
import { badgeSvg, faultOfColours } from '../../rules/art/index.js';
import { MOST_PICTURE_BYTES } from '../../rules/art/pictures.js';
import { completenessOf } from '../../rules/completeness/index.js';
import { isNamedSkill } from '../../rules/skills.js';
import type { Achievement, AchievementDraft, Awarder } from '../../schema/achievement.js';
import { MOST_COURSES } from './desk.js';
import { type AchievementRoutes, actorOf, BASE, ofAchievement, placeOf, SentForm, writingOf } from './parts.js';

const editor = { access: 'editor' } as const;
/** A preview is asked for at every pause in typing. */
const typing = { ...editor, limit: { hits: 600, seconds: 600 } };
const costly = { ...editor, limit: { hits: 60, seconds: 600 } };
const Said = z.object({ done: z.string().max(20).optional().catch(undefined) });
const DONE: Record<string, string> = {
  begun: 'The draft is begun. What was filled in says where it comes from.',
  saved: 'It is saved.',
  published: 'It is published: this version can be awarded from now on.',
  pictured: 'The badge has its picture.',
  stone: 'The stone stands again.',
};
const OFFERED = 8;

type Params = z.infer<typeof ofAchievement>;

export function addAchievementFormRoutes(app: App, parts: AchievementRoutes): void {
  const { db } = parts;
  const path = `${BASE}/:achievement`;

  app.get(path, { config: editor, schema: { params: ofAchievement, querystring: Said } }, async (request, reply) =>
    show(parts, request, reply, { done: DONE[request.query.done ?? ''] ?? null }),
  );

  app.post(path, { config: editor, schema: { params: ofAchievement, body: SentForm } }, async (request, reply) => {
    const { organisation, achievement: id } = request.params;
    const texts = textsOfBody(request.body);
    const saves = savesOf(request.body.saves);
    const publish = request.body.act === 'publish';
    try {
      const form = { organisation, id, saves, texts, publish };
      await saveAchievement(writingOf(parts), await actorOf(parts, request), form);
      const done = publish ? 'published' : 'saved';
      return reply.redirect(`/organisations/${organisation}/achievements/${id}?done=${done}`, 303);
    } catch (error) {
      if (error instanceof FaultyAchievementError) {
        reply.code(422);
        return show(parts, request, reply, { texts, saves, faults: error.faults, refusal: { message: error.message } });
      }
      if (error instanceof AchievementChangedError) {
        reply.code(409);
        return show(parts, request, reply, { texts, saves: error.saves, refusal: { message: error.message } });
      }
      const refusal = refusalFrom(error);
      if (!refusal || error instanceof AchievementUnknownError) throw error;
      reply.code(409);
      return show(parts, request, reply, { texts, saves, refusal });
    }
  });

  app.post(
    `${path}/preview`,
    { config: typing, schema: { params: ofAchievement, body: SentForm } },
    async (request, reply) => {
      const { awarder, achievement } = await opened(parts, request);
      const texts = textsOfBody(request.body);
      const { draft } = await readForm(db, { origin: parts.frame.origin, texts, before: achievement });
      const base = `/organisations/${awarder.slug}/achievements/${achievement.id}`;
      const part = <Preview looked={lookedAt(draft, awarder)} achievement={achievement} base={base} />;
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderToString(part));
    },
  );

  app.get(`${path}/picture.png`, { config: editor, schema: { params: ofAchievement } }, async (request, reply) => {
    const { achievement, awarder } = await opened(parts, request);
    const png = await badgePng(db, achievement.content, awarder.name);
    return reply.type('image/png').header('cache-control', 'private, no-cache').send(Buffer.from(png));
  });

  // Files are taken at this address alone.
  app.register(async (scope) => {
    const bodyLimit = takeUploads(scope, MOST_PICTURE_BYTES);
    scope.post(
      `${path}/picture`,
      { config: costly, bodyLimit, schema: { params: ofAchievement } },
      async (request, reply) => {
        const { organisation, achievement: id } = request.params as Params;
        const { files, fields } = uploadOf(request.body);
        const isRemoved = fields.act === 'remove';
        const [file] = files;
        try {
          if (!isRemoved && !file) throw new FaultyAchievementError({ picture: 'Choose a picture first.' });
          const picture = isRemoved || !file ? null : file.content;
          await pictureAchievement(writingOf(parts), await actorOf(parts, request), { organisation, id, picture });
          const done = isRemoved ? 'stone' : 'pictured';
          return reply.redirect(`/organisations/${organisation}/achievements/${id}?done=${done}`, 303);
        } catch (error) {
          const refusal =
            error instanceof FaultyAchievementError ? { message: 'Choose a picture first.' } : refusalFrom(error);
          if (!refusal || error instanceof AchievementUnknownError) throw error;
          reply.code(422);
          return show(parts, request, reply, { refusal });
        }
      },
    );
  });
}

/** Which state of it was opened; what is no number was never given out. */
function savesOf(sent: string | readonly string[] | undefined): number {
  return typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : 0;
}

async function opened(parts: AchievementRoutes, request: FastifyRequest) {
  const { organisation, achievement: id } = request.params as Params;
  const actor = await actorOf(parts, request);
  const awarder = await requireAwarder(parts.db, actor, organisation, 'editor');
  return { actor, awarder, achievement: await ownAchievement(parts.db, awarder, id) };
}

type Again = {
  texts?: AchievementTexts;
  saves?: number;
  faults?: AchievementFaults;
  refusal?: Refusal;
  done?: string | null;
};

async function show(
  parts: AchievementRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  { texts, saves, faults = {}, refusal, done = null }: Again,
): Promise<FastifyReply> {
  const { db, frame } = parts;
  const { actor, awarder, achievement } = await opened(parts, request);
  const draft = texts
    ? (await readForm(db, { origin: frame.origin, texts, before: achievement })).draft
    : achievement.content;
  const written = texts ?? textsOfAchievement(achievement.content, achievement.course, isNamedSkill);
  return html(
    reply,
    <AchievementFormPage
      place={await placeOf(parts, actor, awarder)}
      achievement={achievement}
      saves={saves ?? achievement.saves}
      filled={{ texts: written, faults, sources: achievement.sources }}
      looked={lookedAt(draft, awarder)}
      courses={await coursesToChoose(parts, awarder, achievement)}
      offered={offeredSkills(draft)}
      versions={await listVersions(db, achievement.id)}
      {...(refusal && { refusal })}
      done={done}
    />,
  );
}

/** The one that it ends stays among them, whatever became of it. */
async function coursesToChoose({ db }: AchievementRoutes, awarder: Awarder, { course }: Achievement) {
  const courses = await coursesToAward(db, awarder.id, MOST_COURSES);
  return course === null || courses.some(({ id }) => id === course.id) ? courses : [course, ...courses];
}

function lookedAt(draft: AchievementDraft, awarder: Awarder): Looked {
  return {
    svg: draft.art.picture === null ? badgeSvg(draft, awarder.name) : null,
    completeness: completenessOf({ draft, country: awarder.country }),
    colours: draft.art.picture === null ? faultOfColours(draft.art) : null,
  };
}

function offeredSkills(draft: AchievementDraft): string[] {
  const text = [draft.name, draft.description, ...draft.outcomes].join('. ').slice(0, 6000);
  const own = new Set(draft.alignments.map(({ name }) => name));
  const found = skillsOfText(text).map(({ label }) => label);
  return [...new Set(found)].filter((label) => !own.has(label)).slice(0, OFFERED);
}
