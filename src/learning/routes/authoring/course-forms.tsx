/** What the whole course says of itself, and when it is completed. */
import { z } from 'zod';
import { achievementsOfCourse, findPublishedAchievement, listAchievements } from '../../../credentials/index.js';
import { allows } from '../../../organisations/index.js';
import { linkCourse } from '../../actions/authoring/writing.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { AboutFields, CompletionFields, Given } from '../../pages/authoring/course-pages.js';
import { PartFormPage } from '../../pages/authoring/part-form.js';
import { coursesToTeach } from '../../queries/authoring/courses.js';
import { editAbout, editPolicy } from '../../rules/authoring/edits.js';
import { textsOfAbout, textsOfPolicy } from '../../rules/authoring/forms/course.js';
import { policyInWords } from '../../rules/authoring/words.js';
import { minutesInWords } from '../../rules/content/index.js';
import type { PartForm } from './forms.js';
import type { OpenedCourse } from './parts.js';

export const aboutForm: PartForm = {
  path: '/about',
  params: z.object({}),
  textsOf: (draft) => textsOfAbout(draft),
  edit: (draft, _params, sent) => editAbout(draft, sent),
  drawn: 'summary',
  link: (parts, { actor, provider, hosted }, texts) =>
    linkCourse(parts, actor, { ...of(provider, hosted), catalogueCourse: idIn(texts.course) }),
  draw: async (parts, { place, hosted, provider }, _params, form) => {
    const courses = await coursesToTeach(parts.db, provider.id);
    const texts = { course: hosted.catalogueCourseId ?? '', ...form.filled.texts };
    return (
      <PartFormPage {...{ place, hosted }} {...form} at="about" title="About the course">
        <AboutFields
          filled={{ ...form.filled, texts }}
          courses={courses.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </PartFormPage>
    );
  },
};

export const completionForm: PartForm = {
  path: '/completion',
  params: z.object({}),
  textsOf: (draft) => textsOfPolicy(draft.policy),
  edit: (draft, _params, sent) => editPolicy(draft, sent),
  link: (parts, { actor, provider, hosted }, texts) =>
    linkCourse(parts, actor, { ...of(provider, hosted), achievement: idIn(texts.achievement) }),
  draw: async (parts, { place, hosted, provider, draft }, _params, form) => {
    const achievements = (await listAchievements(parts.db, provider.id, 500)).filter(
      ({ state }) => state === 'published',
    );
    const texts = { achievement: hosted.achievementId ?? '', ...form.filled.texts };
    const isEditor = allows(place.roles, 'editor');
    const link = isEditor ? `/organisations/${provider.slug}/achievements/new` : null;
    return (
      <PartFormPage
        {...{ place, hosted }}
        {...form}
        at="completion"
        title="Completion"
        lede="When the course is completed, and what is issued for it."
        after={<Given facts={await givenBy(parts, hosted, minutesOf(draft))} link={link} />}
      >
        <CompletionFields
          filled={{ ...form.filled, texts }}
          achievements={achievements.map(({ id, content }) => ({ value: id, label: content.name }))}
          sentence={policyInWords(draft.policy)}
        />
      </PartFormPage>
    );
  },
};

function of(provider: OpenedCourse['provider'], hosted: OpenedCourse['hosted']) {
  return { organisation: provider.id, hosted: hosted.id };
}

/** What is no id chooses nothing that exists, and is refused as that. */
function idIn(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function minutesOf({ weeks }: OpenedCourse['draft']): number {
  return weeks.flatMap(({ steps }) => steps).reduce((sum, { minutes }) => sum + minutes, 0);
}

async function givenBy({ db }: LearningRoutes, hosted: OpenedCourse['hosted'], minutes: number) {
  const found = hosted.achievementId ? await findPublishedAchievement(db, hosted.achievementId) : null;
  if (!found) return [];
  const { content } = found;
  const others = hosted.catalogueCourseId ? await achievementsOfCourse(db, hosted.catalogueCourseId) : [];
  const isSaid = others.some(({ id }) => id === found.id);
  return [
    { name: 'Credential', value: content.name },
    { name: 'CPD hours', value: content.cpdHours === null ? null : String(content.cpdHours) },
    { name: 'Credit', value: content.credits.map(({ value, scheme }) => `${value} ${scheme}`).join(', ') || null },
    { name: 'Time designed', value: minutesInWords(minutes) },
    {
      name: 'On the course’s page',
      value: isSaid ? 'It says that it ends in this' : 'It does not say so: name the course in the achievement',
    },
  ];
}
