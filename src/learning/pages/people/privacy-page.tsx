/** What is kept of a learner, why, how long, and who sees it. */
import { Act, type Frame, PlaceList, Section } from '../../../ui/index.js';
import { KEPT, type Kept } from '../../rules/people/collected.js';
import { CourseFrame } from './course-frame.js';

type PrivacyPageProps = {
  frame: Frame;
  course: { title: string; home: string };
  provider: string;
  /** The employer for whose people the run is; null: it is for no one's. */
  employer: string | null;
  /** What is shared by a link. */
  subject: string;
};

export function PrivacyPage({ frame, course, provider, employer, subject }: PrivacyPageProps) {
  return (
    <CourseFrame
      frame={frame}
      course={course}
      title="What is kept about you"
      lede={`This is all: what, why, how long, and who sees it. “The provider” is ${provider}.`}
    >
      {employer && (
        <p>
          This run is for the people of {employer}. They see how many places are taken, and nothing of you: not whether
          you began, not how far you are. If you want them to know, you can share it yourself.
        </p>
      )}
      <p>
        <Act href={`/account/shared/new?subject=${encodeURIComponent(subject)}`} icon="external-link">
          Share how far you are
        </Act>
      </p>
      {KEPT.map((kept, at) => (
        <Entry kept={kept} id={`kept-${at}`} />
      ))}
      <Section id="yours" title="It is yours">
        <PlaceList
          places={[
            { href: '/account/data', label: 'Take all of it along', about: 'One file that opens without this site.' },
            { href: '/account/data', label: 'Erase it', about: 'With your account, for good.' },
            {
              href: '/my/contacts',
              label: 'Contacts and discussions',
              about: 'Who has your contact, what you follow.',
            },
          ]}
        />
      </Section>
    </CourseFrame>
  );
}

function Entry({ kept, id }: { kept: Omit<Kept, 'columns'>; id: string }) {
  return (
    <Section id={id} title={kept.what}>
      <dl class="fact-table two">
        <div>
          <dt>What</dt>
          <dd>{kept.about}</dd>
        </div>
        <div>
          <dt>Why</dt>
          <dd>{kept.why}</dd>
        </div>
        <div>
          <dt>How long</dt>
          <dd>{kept.howLong}</dd>
        </div>
        <div>
          <dt>Who sees it</dt>
          <dd>{kept.who}</dd>
        </div>
      </dl>
    </Section>
  );
}
