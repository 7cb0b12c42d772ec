/** Beside the home of a course: the plan, the next session, a pause, a newer edition. */
import { Act, Section } from '../../../ui/index.js';
import type { Place } from '../../actions/learner.js';
import { whenInWords } from '../../rules/offerings/sessions.js';
import type { LiveSession } from '../../schema/runs.js';
import { runName } from './words.js';

type Props = { place: Place; session: LiveSession | null; isPaused: boolean; isNewer: boolean };

export function BesideCourse({ place, session, isPaused, isNewer }: Props) {
  const home = `/learn/${place.enrolment.id}`;
  return (
    <Section id="run" title="Your run">
      <p>{runName(place.offering)}</p>
      {isPaused && <p class="small">You pause. Go on when you like, on your plan.</p>}
      {session && (
        <p class="small">
          Live session: <a href={`${home}/steps/${session.step}`}>{whenInWords(session, place.offering.timeZone)}</a>
        </p>
      )}
      {isNewer && (
        <p class="small">
          There is <a href={`${home}/edition`}>a newer edition</a>. Nothing changes unless you want it.
        </p>
      )}
      <p>
        <Act href={`${home}/plan`} icon="calendar">
          Deadlines, pauses, more time
        </Act>
      </p>
      <p class="small">
        <a href={`${home}/privacy`}>What is kept of you here</a>
      </p>
    </Section>
  );
}
