/** What an organisation awards: the list, beginning one, retiring one, throwing a draft away. */
import { WorkplacePage } from '../../../organisations/index.js';
import { Act, ActForm, formatDay, type Refusal, Section, Select, State, Tag } from '../../../ui/index.js';
import type { Achievement } from '../../schema/achievement.js';
import { below, type Place, pathOf } from './place.js';

const STATES = {
  draft: { tone: 'unknown', words: 'draft' },
  published: { tone: 'good', words: 'published' },
  retired: { tone: 'caution', words: 'retired' },
} as const;

type ListProps = { place: Place; achievements: readonly Achievement[]; done: string | null };

export function AchievementsPage({ place, achievements, done }: ListProps) {
  const base = pathOf(place);
  return (
    <WorkplacePage
      {...place}
      here="achievements"
      title="Achievements"
      lede="What can be earned with you: what it takes, what it is worth, and how its badge looks. Credentials award a published version."
      done={done}
    >
      {!place.organisation.verified && (
        <p class="note caution">
          Who speaks for {place.organisation.name} is not proved yet. You can write drafts; publishing waits for that.
        </p>
      )}
      {place.mayWrite && achievements.length > 0 && (
        <Act href={`${base}/new`} icon="arrow-right">
          New achievement
        </Act>
      )}
      {achievements.length === 0 ? (
        <State
          kind="empty"
          title="Nothing can be earned here yet"
          {...(place.mayWrite && { act: { href: `${base}/new`, label: 'Design a badge' } })}
        >
          <p>Start from one of your courses: its facts are filled in, with their sources.</p>
        </State>
      ) : (
        <ul class="rows">
          {achievements.map((achievement) => (
            <Row achievement={achievement} base={base} mayWrite={place.mayWrite} />
          ))}
        </ul>
      )}
    </WorkplacePage>
  );
}

function Row({ achievement, base, mayWrite }: { achievement: Achievement; base: string; mayWrite: boolean }) {
  const { id, content, state, version, course, changed } = achievement;
  const { tone, words } = STATES[state];
  const name = content.name || 'Not named yet';
  return (
    <li>
      <div>
        {mayWrite ? (
          <a href={`${base}/${id}`}>{name}</a>
        ) : version > 0 ? (
          <a href={`/achievements/${id}`}>{name}</a>
        ) : (
          name
        )}{' '}
        <Tag tone={tone}>{words}</Tag>
        <span class="quiet small">
          {course ? `Ends ${course.title}. ` : ''}
          {version > 0 ? `Version ${version}. ` : ''}
          Changed {formatDay(changed.toISOString().slice(0, 10))}.
        </span>
      </div>
    </li>
  );
}

type BeginProps = {
  place: Place;
  courses: readonly { id: string; title: string }[];
  chosen: string;
  refusal?: Refusal | null;
};

export function BeginPage({ place, courses, chosen, refusal }: BeginProps) {
  const options = [
    { value: '', label: 'No course: it stands alone' },
    ...courses.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return (
    <WorkplacePage
      {...place}
      here="achievements"
      trail={below(place)}
      title="A new achievement"
      lede="Start from a course, and what its sources state is filled in. Nothing is guessed, and nothing is published yet."
      refusal={refusal ?? null}
    >
      <form class="form" method="post">
        <Select
          id="f-course"
          name="course"
          label="Course that it ends"
          options={options}
          value={chosen}
          error={refusal?.fields?.course}
        />
        <button class="btn" type="submit">
          Start
        </button>
      </form>
    </WorkplacePage>
  );
}

type AskingProps = { place: Place; achievement: Achievement };

export function RetirePage({ place, achievement }: AskingProps) {
  const { id, content } = achievement;
  return (
    <Asking place={place} achievement={achievement} title={`Retire ${content.name}?`}>
      <p>Nobody can earn it any more, and it leaves the page of its course. What was issued stays as it is.</p>
      <div class="row form-acts">
        <ActForm action={`${pathOf(place)}/${id}/retire`} label="Retire it" quiet={false} />
        <a class="btn btn-line" href={`${pathOf(place)}/${id}`}>
          Keep it
        </a>
      </div>
    </Asking>
  );
}

export function DropPage({ place, achievement }: AskingProps) {
  const { id, content } = achievement;
  return (
    <Asking place={place} achievement={achievement} title={`Throw away ${content.name || 'this draft'}?`}>
      <p>It was never published, so nothing of it stays.</p>
      <div class="row form-acts">
        <ActForm action={`${pathOf(place)}/${id}/drop`} label="Throw it away" quiet={false} />
        <a class="btn btn-line" href={`${pathOf(place)}/${id}`}>
          Keep it
        </a>
      </div>
    </Asking>
  );
}

function Asking({ place, title, children }: AskingProps & { title: string; children: preact.ComponentChildren }) {
  return (
    <WorkplacePage {...place} here="achievements" trail={below(place)} title={title}>
      {children}
    </WorkplacePage>
  );
}

/** The versions of one, and what may be done with it as a whole. */
export function Versions({
  place,
  achievement,
  versions,
}: AskingProps & { versions: readonly { version: number; publishedAt: Date }[] }) {
  const { id, state, version } = achievement;
  const base = `${pathOf(place)}/${id}`;
  return (
    <Section id="versions" title="Versions">
      {versions.length === 0 ? (
        <p>
          It is a draft: only your colleagues see it. <a href={`${base}/drop`}>Throw it away</a>
        </p>
      ) : (
        <ul class="rows">
          {versions.map((one) => (
            <li>
              <div>
                <a href={`/achievements/${id}?version=${one.version}`}>Version {one.version}</a>
                <span class="quiet small">
                  Published {formatDay(one.publishedAt.toISOString().slice(0, 10))}
                  {one.version === version && state === 'published' ? ': what is awarded now' : ''}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {state === 'published' && (
        <p>
          <a href={`${base}/retire`}>Retire it</a>
        </p>
      )}
    </Section>
  );
}
