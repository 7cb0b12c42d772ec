/** What a live session shows inside its step, and what of the run stands beside a course. */

import { BesideCourse } from '../../pages/offerings/beside.js';
import { SessionPanel } from '../../pages/offerings/session-panel.js';
import type { CoursePanel, StepPanel } from '../../pages/player/panels.js';
import { findHostedCourse } from '../../queries/courses.js';
import { attendanceOf, sessionsOf } from '../../queries/offerings/sessions.js';
import { pausesOf } from '../../queries/offerings/time.js';
import { dayIn } from '../../rules/offerings/days.js';
import { isPaused } from '../../rules/offerings/deadlines.js';

export const sessionPanel: StepPanel = async ({ db, clock }, { place, step }, { session, fault }) => {
  const sessions = (await sessionsOf(db, place.offering.id)).filter((one) => one.step === step.key);
  const attendance = await attendanceOf(db, place.enrolment.id);
  return <SessionPanel {...{ place, sessions, attendance, fault }} step={step.key} now={clock.now()} said={session} />;
};

/** The way to the plan, the next session, a pause, a newer edition. */
export const runBeside: CoursePanel = async ({ db, clock }, { overview: { place } }) => {
  const now = clock.now();
  const sessions = (await sessionsOf(db, place.offering.id)).filter(({ ends, cancelled }) => !cancelled && ends > now);
  const pauses = await pausesOf(db, place.enrolment.id);
  const newest = (await findHostedCourse(db, place.enrolment.courseId))?.edition ?? 0;
  return (
    <BesideCourse
      place={place}
      session={sessions[0] ?? null}
      isPaused={isPaused(pauses, dayIn(now, place.offering.timeZone))}
      isNewer={place.enrolment.state === 'active' && newest > place.enrolment.edition}
    />
  );
};
