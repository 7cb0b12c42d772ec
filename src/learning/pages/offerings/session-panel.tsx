/** Inside a step that is a live session: when and where, saying that one comes, and the code that is shown in the room. */
import { Act, ActForm, Field, Notice, State, Tag } from '../../../ui/index.js';
import type { Place } from '../../actions/learner.js';
import { codeCounts, whenInWords } from '../../rules/offerings/sessions.js';
import type { AttendanceRow, LiveSession } from '../../schema/runs.js';
import { ATTENDANCE } from './plan-page.js';

const SAID: Record<string, string> = {
  coming: 'It is kept that you come.',
  'not-coming': 'It is kept that you do not come.',
  attended: 'You were there: this step is done.',
};
const FAULTS: Record<string, string> = {
  code: 'This code is not the one that is shown now. Look again, or ask whoever leads.',
  many: 'Too many codes were wrong. Try again in an hour, or ask whoever leads to note that you are here.',
  full: 'That could not be kept: all chairs are taken, or the session is over.',
};

type Props = {
  place: Place;
  step: string;
  sessions: readonly LiveSession[];
  attendance: readonly AttendanceRow[];
  now: Date;
  said: string | undefined;
  fault: string | undefined;
};

export function SessionPanel({ place, step, sessions, attendance, now, said, fault }: Props) {
  const isWorking = place.enrolment.state !== 'left';
  return (
    <div id="sessions">
      {said !== undefined && SAID[said] && <Notice kind="done">{SAID[said]}</Notice>}
      {fault !== undefined && FAULTS[fault] && <Notice kind="error">{FAULTS[fault]}</Notice>}
      {sessions.length === 0 ? (
        <State kind="empty" title="No time is set yet" level={3}>
          <p class="small quiet">You get a letter when it is.</p>
        </State>
      ) : (
        <ul class="rows">
          {sessions.map((session) => (
            <One
              session={session}
              mine={attendance.find(({ sessionId }) => sessionId === session.id)?.state ?? null}
              {...{ place, step, now, isWorking }}
            />
          ))}
        </ul>
      )}
      <p class="small">
        <Act href={`/learn/${place.enrolment.id}/calendar.ics`} icon="calendar">
          Put it in your calendar
        </Act>
      </p>
    </div>
  );
}

type OneProps = Pick<Props, 'place' | 'step' | 'now'> & {
  session: LiveSession;
  mine: AttendanceRow['state'] | null;
  isWorking: boolean;
};

function One({ place, step, session, mine, now, isWorking }: OneProps) {
  const { address, room, access, link, capacity, coming, cancelled } = session;
  const at = `/learn/${place.enrolment.id}/sessions/${session.id}`;
  const isOver = session.ends <= now;
  return (
    <li>
      <div>
        <strong>{whenInWords(session, place.offering.timeZone)}</strong>{' '}
        {cancelled ? (
          <Tag tone="bad">cancelled</Tag>
        ) : (
          mine && <Tag tone={mine === 'present' ? 'good' : 'unknown'}>{ATTENDANCE[mine]}</Tag>
        )}
        {address && <span class="small">{[address, room].filter(Boolean).join(', ')}</span>}
        {access && <span class="quiet small">Getting in and about: {access}</span>}
        {link && isWorking && !cancelled && (
          <span class="small">
            <a href={link} rel="noreferrer noopener">
              Join from afar
            </a>
          </span>
        )}
        {capacity !== null && !isOver && !cancelled && (
          <span class="quiet small">
            {Math.max(0, capacity - coming)} of {capacity} chairs free
          </span>
        )}
        {isWorking && !cancelled && mine !== 'present' && (
          <>
            {codeCounts(session, now) && (
              <form class="form" method="post" action={`${at}/attendance`}>
                <input type="hidden" name="step" value={step} />
                <Field
                  id={`code-${session.id}`}
                  name="code"
                  label="The code that is shown in the room"
                  autoComplete="off"
                  maxLength={20}
                />
                <button class="btn" type="submit">
                  I am here
                </button>
              </form>
            )}
            {!isOver &&
              mine !== 'excused' &&
              (mine === 'coming' ? (
                <ActForm action={`${at}/place`} label="I do not come" values={{ coming: 'no', step }} />
              ) : (
                <ActForm action={`${at}/place`} label="I come" values={{ coming: 'yes', step }} />
              ))}
          </>
        )}
      </div>
    </li>
  );
}
