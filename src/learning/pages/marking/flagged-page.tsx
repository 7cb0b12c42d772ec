/** Peer feedback that somebody reported: hidden until it is decided here. */
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import { Section, State } from '../../../ui/index.js';
import type { FlaggedEntry } from '../../actions/marking/desk-view.js';
import { numberOf } from './words.js';

type FlaggedPageProps = { workplace: Workplace; entries: readonly FlaggedEntry[]; done: string | undefined };

export function FlaggedPage({ workplace, entries, done }: FlaggedPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/marking`;
  return (
    <WorkplacePage
      {...workplace}
      here="marking"
      title="Reported feedback"
      lede="Whoever got it no longer sees it. You see no names; hide it for good, or show it again."
      trail={[{ label: 'Marking', href: base }]}
      done={done}
    >
      {entries.length === 0 && <State kind="empty" title="Nothing is reported" />}
      {entries.map(({ reading, course, step, isConcerned }) => (
        <Section
          id={`feedback-${reading.id}`}
          title={`${step.title}, ${numberOf(reading.id)}`}
          aside={<span class="quiet small">{course}</span>}
        >
          {Object.values(reading.answers?.criteria ?? {}).map((words) => (
            <p class="words-of">{words}</p>
          ))}
          {reading.answers?.overall && <p class="words-of">{reading.answers.overall}</p>}
          {reading.flagWords && <p>Whoever got it says: “{reading.flagWords}”</p>}
          {isConcerned ? (
            <p>You wrote or got this yourself: somebody else decides.</p>
          ) : (
            <form class="row" method="post" action={`${base}/feedback/${reading.id}`}>
              <button class="btn" type="submit" name="decision" value="hidden">
                Hide it for good
              </button>
              <button class="btn btn-line" type="submit" name="decision" value="kept">
                Show it again
              </button>
            </form>
          )}
        </Section>
      ))}
    </WorkplacePage>
  );
}
