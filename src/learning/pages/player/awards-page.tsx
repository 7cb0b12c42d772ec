/** For registrars: who completed the course and has nothing yet, why, and one button that tries again. */
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import { ActForm, countOf, formatDay, State } from '../../../ui/index.js';
import type { WaitingAward } from '../../queries/player/completions.js';

type AwardsPageProps = {
  workplace: Workplace;
  course: { id: string; title: string };
  waiting: readonly WaitingAward[];
  done: string | undefined;
};

export function AwardsPage({ workplace, course, waiting, done }: AwardsPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  const home = `${base}/${course.id}`;
  return (
    <WorkplacePage
      {...workplace}
      here="teaching"
      title="Credentials that wait"
      lede="Whoever completes this course gets its credential by itself, within a minute. Here stands what could not be issued."
      done={done !== undefined && /^\d{1,5}$/.test(done) ? `${countOf(Number(done), 'credential')} issued.` : undefined}
      trail={[
        { label: 'Teaching', href: base },
        { label: course.title, href: home },
      ]}
    >
      {waiting.length === 0 ? (
        <State kind="empty" title="Nothing waits" act={{ href: home, label: 'To the course' }}>
          <p>Everybody who completed this course has what it gives.</p>
        </State>
      ) : (
        <>
          <ActForm action={`${home}/awards`} label="Try again now" quiet={false} />
          <ul class="rows">
            {waiting.map(({ name, completedAt, refused, triedAt }) => (
              <li>
                <div>
                  <strong>{name}</strong>
                  <span class="quiet small">
                    completed on {dayOf(completedAt)}
                    {triedAt && `, last tried on ${dayOf(triedAt)}`}
                  </span>
                  <span class="small">{refused ?? 'It is being issued.'}</span>
                </div>
              </li>
            ))}
          </ul>
          <p class="quiet small">It is tried again each morning, too. Learners are told that you know.</p>
        </>
      )}
    </WorkplacePage>
  );
}

function dayOf(moment: Date): string {
  return formatDay(moment.toISOString().slice(0, 10));
}
