/** Discussions: under a step, on a page of their own for whoever does not take the course, and questions to staff. */
import { type Discussion, DiscussionPanel } from '../../../discussion/index.js';
import type { Workplace } from '../../../organisations/index.js';
import { ActForm, Crumbs, type Frame, formatLongDay, Layout, Notice, PageHead, State, Tag } from '../../../ui/index.js';
import type { AskedRow } from '../../queries/people/talk.js';
import { TeachingPage } from '../authoring/shell.js';
import { CourseFrame } from './course-frame.js';

type StepDiscussionProps = {
  discussion: Discussion;
  following: boolean;
  /** Where it is followed. */
  action: string;
  /** The step is to write something here. */
  isTask: boolean;
};

export function StepDiscussion({ discussion, following, action, isTask }: StepDiscussionProps) {
  return (
    <>
      <DiscussionPanel
        discussion={discussion}
        title="Discussion"
        {...(isTask && { invitation: 'This step is done when you have written something here.' })}
      />
      {discussion.stance === 'writes' && (
        <div class="row learn-follow">
          <ActForm
            action={action}
            label={following ? 'Follow it no more' : 'Follow this discussion'}
            values={{ following: following ? 'no' : 'yes' }}
          />
          <span class="small quiet">
            {following ? 'A letter tells you what is new here. ' : 'Then a letter tells you what is new. '}
            <a href="/my/contacts#followed">How often</a>
          </span>
        </div>
      )}
    </>
  );
}

type TalkPageProps = {
  frame: Frame;
  title: string;
  course: string;
  discussion: Discussion;
};

/** For staff, and for learners whose edition does not have the step. */
export function TalkPage({ frame, title, course, discussion }: TalkPageProps) {
  return (
    <Layout frame={frame} title={`${title} · ${course}`} section="/my" unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'My Cairn', href: '/my' }, { label: course }]} />
        <PageHead title={title} lede="What is said beneath this step of the course." />
        <DiscussionPanel discussion={discussion} title="Discussion" />
      </div>
    </Layout>
  );
}

type QuestionsPageProps = {
  frame: Frame;
  course: { title: string; home: string };
  discussion: Discussion;
  left: boolean;
};

export function QuestionsPage({ frame, course, discussion, left }: QuestionsPageProps) {
  return (
    <CourseFrame
      frame={frame}
      course={course}
      title="Questions to staff"
      lede="Between you and those who assess this course. Nobody else reads it, and a letter tells you when they answer."
    >
      {left && <Notice kind="note">You left this course. You can still ask.</Notice>}
      <DiscussionPanel
        discussion={discussion}
        title="Questions and answers"
        invitation="What would you like to know?"
      />
    </CourseFrame>
  );
}

type AskedPageProps = {
  workplace: Workplace;
  course: { id: string; title: string };
  asked: readonly AskedRow[];
  now: Date;
};

export function AskedPage({ workplace, course, asked, now }: AskedPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  const waiting = asked.filter(({ waitingSince }) => waitingSince !== null).length;
  return (
    <TeachingPage
      place={workplace}
      hosted={course}
      at="questions"
      title="Questions of learners"
      lede={
        waiting === 0
          ? 'Nobody waits for an answer.'
          : `${waiting === 1 ? 'One learner waits' : `${waiting} learners wait`} for an answer, the longest at the top.`
      }
    >
      {asked.length === 0 && (
        <State kind="empty" title="No questions yet">
          <p>Learners ask from the page of their course. Only those who assess it read what they ask.</p>
        </State>
      )}
      <ul class="rows">
        {asked.map(({ enrolmentId, learner, run, waitingSince, lastAt }) => (
          <li>
            <div>
              <a href={`${base}/${course.id}/questions/${enrolmentId}`}>{learner}</a>
              <span class="quiet small">
                {run ? `${run}, ` : ''}
                {waitingSince
                  ? `asked on ${formatLongDay(dayOf(waitingSince))}`
                  : `last word on ${formatLongDay(dayOf(lastAt))}`}
              </span>
            </div>
            {waitingSince ? <Tag tone="caution">waits {waitInWords(waitingSince, now)}</Tag> : <Tag>answered</Tag>}
          </li>
        ))}
      </ul>
    </TeachingPage>
  );
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

export function waitInWords(since: Date, now: Date): string {
  const hours = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 3_600_000));
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? 'an hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}

type AnsweringPageProps = {
  workplace: Workplace;
  course: { id: string; title: string };
  learner: string;
  discussion: Discussion;
  waits: boolean;
  settle: string;
};

export function AnsweringPage({ workplace, course, learner, discussion, waits, settle }: AnsweringPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  return (
    <TeachingPage
      place={workplace}
      hosted={course}
      at="questions"
      title={`Questions of ${learner}`}
      trail={[{ label: 'Questions', href: `${base}/${course.id}/questions` }]}
    >
      <DiscussionPanel
        discussion={discussion}
        title="Questions and answers"
        invitation="Answer beneath the question, or write here. A letter tells the learner."
      />
      {waits && (
        <div class="row after">
          <ActForm action={settle} label="It needs no answer" />
          <span class="small quiet">It is taken from the list of what waits. The learner is not told.</span>
        </div>
      )}
    </TeachingPage>
  );
}
