/** Ways from the home of a course to people and to staff. What is kept stands with the plan. */
import { Act, Section } from '../../../ui/index.js';
import type { CoursePanel } from '../../pages/player/panels.js';

export const peopleBeside: CoursePanel = async (_parts, { overview: { place } }) => {
  const home = `/learn/${place.enrolment.id}`;
  return (
    <Section id="people" title="You are not alone">
      <p class="row">
        <Act href={`${home}/questions`} icon="circle-question-mark">
          Ask staff
        </Act>
        <Act href={`${home}/people`} icon="info">
          People on this course
        </Act>
      </p>
    </Section>
  );
};
