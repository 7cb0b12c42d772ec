/** What is round the small pages of an enrolment. */
import type { ComponentChildren } from 'preact';
import { Crumbs, type Frame, Layout, PageHead, type Refusal } from '../../../ui/index.js';
import type { Place } from '../../actions/learner.js';

type Props = {
  frame: Frame;
  place: Place;
  title: string;
  lede?: ComponentChildren;
  /** Between the course and this page. */
  trail?: readonly { label: string; href: string }[];
  done?: ComponentChildren;
  refusal?: Refusal | null | undefined;
  children?: ComponentChildren;
};

export function LearnerPage({ frame, place, title, lede, trail = [], done, refusal, children }: Props) {
  const course = place.edition.content.title;
  return (
    <Layout frame={frame} title={`${refusal ? 'Please check: ' : ''}${title} · ${course}`} section="/my" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: course, href: `/learn/${place.enrolment.id}` },
            ...trail,
            { label: title },
          ]}
        />
        <PageHead title={title} lede={lede} done={done} refusal={refusal} />
        {children}
      </div>
    </Layout>
  );
}
