/** All that a learner wrote for themselves in one course: notes, or reflections. */
import { Crumbs, type Frame, formatLongDay, Layout, PageHead, State } from '../../../ui/index.js';
import type { WritingKind } from '../../schema/player.js';

export type ShownWriting = { step: string; title: string | null; prompt: string | null; text: string; changed: Date };
type WritingsPageProps = {
  frame: Frame;
  kind: WritingKind;
  course: { title: string; home: string };
  writings: readonly ShownWriting[];
};

const WORDS = {
  note: {
    title: 'My notes',
    lede: 'What you noted on the steps of this course. Nobody else reads it.',
    empty: 'You have noted nothing yet',
    how: 'Each step has a place for notes under its text.',
  },
  reflection: {
    title: 'My reflections',
    lede: 'What you answered where this course asked you to stop and think. Nobody else reads it.',
    empty: 'You have written no reflection yet',
    how: 'Some steps ask you something at their end. What you answer there is kept here.',
  },
} as const;

export function WritingsPage({ frame, kind, course, writings }: WritingsPageProps) {
  const { title, lede, empty, how } = WORDS[kind];
  return (
    <Layout frame={frame} title={`${title} · ${course.title}`} section="/my" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: course.title, href: course.home },
          ]}
        />
        <PageHead title={title} lede={lede} />
        {writings.length === 0 && (
          <State kind="empty" title={empty} act={{ href: course.home, label: 'To the course' }}>
            <p>{how}</p>
          </State>
        )}
        {writings.map((writing) => (
          <article class="learn-writing">
            <h2>
              {writing.title === null ? (
                'A step of an earlier edition'
              ) : (
                <a href={`${course.home}/steps/${writing.step}#${kind}`}>{writing.title}</a>
              )}
            </h2>
            {writing.prompt && <p class="quiet">{writing.prompt}</p>}
            <p class="as-written">{writing.text}</p>
            <p class="tiny">{formatLongDay(writing.changed.toISOString().slice(0, 10))}</p>
          </article>
        ))}
      </div>
    </Layout>
  );
}
