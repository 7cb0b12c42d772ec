/** A page of a course for its learner, beside the steps: people, questions, what is kept. */
import type { ComponentChildren } from 'preact';
import { Crumbs, type Frame, Layout, PageHead, type Refusal } from '../../../ui/index.js';

type CourseFrameProps = {
  frame: Frame;
  course: { title: string; home: string };
  title: string;
  lede?: ComponentChildren;
  done?: string | undefined;
  refusal?: Refusal | null | undefined;
  children?: ComponentChildren;
};

export function CourseFrame({ frame, course, title, lede, done, refusal, children }: CourseFrameProps) {
  return (
    <Layout frame={frame} title={`${refusal ? 'Please check: ' : ''}${title} · ${course.title}`} section="/my" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: course.title, href: course.home },
          ]}
        />
        <PageHead title={title} lede={lede} done={done} refusal={refusal} />
        {children}
      </div>
    </Layout>
  );
}
