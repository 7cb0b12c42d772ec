/** The draft as a learner will see it. */
import type { ComponentChild } from 'preact';
import { type App, html } from '../../../platform/http/index.js';
import { mediaUrl } from '../../actions/authoring/media.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { QuestionFields } from '../../pages/assessment/question-fields.js';
import { PreviewPage, Unfinished } from '../../pages/authoring/preview-page.js';
import { coursePath } from '../../pages/authoring/shell.js';
import { RubricTable } from '../../pages/marking/rubric.js';
import { Recording } from '../../pages/player/recording.js';
import { drawItems, itemsOf, questionOf, seededRandom } from '../../rules/assessment/index.js';
import { findStep } from '../../rules/authoring/outline.js';
import { drawMarkdown } from '../../rules/markdown.js';
import type { DraftContent, DraftStep } from '../../schema/draft.js';
import { Key, Step } from '../../schema/index.js';
import { HOSTED, ofHosted, openCourse } from './parts.js';

const viewer = { access: 'viewer' } as const;
type Draw = (text: string) => string;

export function addPreviewRoutes(app: App, parts: LearningRoutes): void {
  const { frame } = parts;
  app.get(`${HOSTED}/preview`, { config: viewer, schema: { params: ofHosted } }, async (request, reply) => {
    const { hosted, draft, place } = await openCourse(parts, request, 'viewer');
    const summary = drawMarkdown(draft.summary, { media: mediaIn(hosted.id) }).trim();
    return html(
      reply,
      <PreviewPage {...{ frame, draft }} base={coursePath(place, hosted)} step={null}>
        <div class="prose" dangerouslySetInnerHTML={{ __html: summary }} />
      </PreviewPage>,
    );
  });
  const params = ofHosted.extend({ step: Key });
  app.get(`${HOSTED}/preview/:step`, { config: viewer, schema: { params } }, async (request, reply) => {
    const { hosted, draft, place } = await openCourse(parts, request, 'viewer');
    const { step, week } = findStep(draft, request.params.step);
    const number = draft.weeks.flatMap(({ steps }) => steps).indexOf(step) + 1;
    const media = mediaIn(hosted.id);
    const draw: Draw = (text) => drawMarkdown(text, { media }).trim();
    return html(
      reply,
      <PreviewPage {...{ frame, draft }} base={coursePath(place, hosted)} step={{ ...step, week: week.title, number }}>
        <Inside {...{ step, draft, media, draw }} />
      </PreviewPage>,
    );
  });
}

const mediaIn =
  (courseId: string) =>
  (name: string): string =>
    mediaUrl(courseId, name);

type InsideProps = { step: DraftStep; draft: DraftContent; media: (name: string) => string; draw: Draw };

function Inside({ step, draft, media, draw }: InsideProps) {
  const whole = Step.safeParse(step).data;
  const body = draw(step.body);
  return (
    <>
      {whole?.type === 'video' && (
        <Recording step={whole} media={media} transcript={draw(whole.transcript)} playback={null} />
      )}
      {body !== '' && <div class="prose" dangerouslySetInnerHTML={{ __html: body }} />}
      {whole ? (
        <Work {...{ step: whole, draft, media, draw }} />
      ) : (
        <Unfinished words="This step is not finished yet." />
      )}
      {step.reflection && (
        <div class="learn-reflection">
          <h2>Reflection</h2>
          <p class="as-written">{step.reflection}</p>
        </div>
      )}
    </>
  );
}

/** What is done in the step, as far as it can be shown without a learner. */
function Work({ step, draft, media, draw }: Omit<InsideProps, 'step'> & { step: Step }): ComponentChild {
  if (step.type === 'assignment') return <RubricTable step={step} outcomes={draft.outcomes} />;
  if (step.type === 'discussion') return <Unfinished words="Here learners answer, and answer each other." />;
  if (step.type === 'session') return <Unfinished words="Here stands when and where it is, as each run says it." />;
  if (step.type !== 'quiz') return null;
  const [items, drawn] = [itemsOf(step, draft.banks), drawItems(step, draft.banks, seededRandom(1))];
  return drawn.map(({ item: key, order }, index) => {
    const item = items.get(key);
    if (!item) return null;
    const question = questionOf(item, order);
    const shown = { question, index, media, count: drawn.length, prompt: draw(item.prompt), answers: {}, advice: null };
    return <QuestionFields {...shown} />;
  });
}
