/** What ended attempts say about the questions of a course, and how marking goes. Nobody is named. */
import { allows, type Workplace } from '../../../organisations/index.js';
import { countOf, formatNumber, NotStated, Section, State } from '../../../ui/index.js';
import type { QuizFigures } from '../../actions/assessment/statistics.js';
import { LEAST_ATTEMPTS } from '../../rules/assessment/index.js';
import type { MarkingFigures } from '../../schema/marking.js';
import { TeachingPage } from '../authoring/shell.js';

type TestsPageProps = {
  workplace: Workplace;
  course: { id: string; title: string; edition: number };
  quizzes: readonly QuizFigures[];
  marking: MarkingFigures;
};
const share = (value: number) => `${Math.round(value * 100)} %`;

export function TestsPage({ workplace, course, quizzes, marking }: TestsPageProps) {
  const base = `/organisations/${workplace.organisation.slug}/teaching`;
  const home = `${base}/${course.id}`;
  // Options say what is right: a member who takes the course too must not read that here.
  const knowsAnswers = allows(workplace.roles, 'author') || allows(workplace.roles, 'assessor');
  return (
    <TeachingPage
      place={workplace}
      hosted={course}
      at="progress"
      title={`Tests and questions: ${course.title}`}
      lede={`Edition ${course.edition}. A question that nearly everybody misses, or that those miss who do well elsewhere, may be at fault itself.`}
      trail={[{ label: 'Progress', href: `${home}/progress` }]}
    >
      <Section id="marking" title="Marking">
        <p>
          {marking.waiting === 0
            ? 'Nothing waits to be marked.'
            : `${countOf(marking.waiting, 'piece')} of work to be marked`}
          {marking.late > 0 && `, ${formatNumber(marking.late)} after the promised day`}
          {marking.waiting > 0 && '.'}{' '}
          {marking.medianDays !== null &&
            `Half of what was marked came back within ${countOf(Math.round(marking.medianDays), 'day')}.`}
        </p>
      </Section>
      {quizzes.length === 0 && (
        <State kind="empty" title="This course has no quizzes">
          <p>Their figures would stand here.</p>
        </State>
      )}
      {quizzes.map((quiz) => (
        <Quiz quiz={quiz} knowsAnswers={knowsAnswers} />
      ))}
    </TeachingPage>
  );
}

function Quiz({ quiz, knowsAnswers }: { quiz: QuizFigures; knowsAnswers: boolean }) {
  const facts = [
    quiz.test ? 'counts' : 'practice',
    countOf(quiz.attempts, 'attempt'),
    quiz.mean !== null && `mean ${share(quiz.mean)}`,
    quiz.minutes !== null && `${countOf(Math.round(quiz.minutes), 'minute')} in the middle`,
  ].filter(Boolean);
  return (
    <Section id={`quiz-${quiz.step}`} title={quiz.title} aside={<span class="quiet small">{facts.join(' · ')}</span>}>
      {quiz.attempts < LEAST_ATTEMPTS ? (
        <p class="quiet">
          From {LEAST_ATTEMPTS} attempts on its questions have figures. Fewer say little, and could be somebody.
        </p>
      ) : (
        <table class="table cards">
          <caption class="sr">Questions of {quiz.title}</caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col" class="n">
                Asked
              </th>
              <th scope="col" class="n">
                Left out
              </th>
              <th scope="col" class="n">
                Right
              </th>
              <th scope="col" class="n">
                Tells apart
              </th>
            </tr>
          </thead>
          <tbody>
            {quiz.items.map((item) => (
              <tr>
                <th scope="row">
                  {item.prompt}
                  {knowsAnswers && item.options.length > 0 && <Options options={item.options} />}
                </th>
                <td class="n" data-l="Asked">
                  {formatNumber(item.asked)}
                </td>
                <td class="n" data-l="Left out">
                  {formatNumber(item.omitted)}
                </td>
                <td class="n" data-l="Right">
                  {item.difficulty === null ? <NotStated words="not asked" /> : share(item.difficulty)}
                </td>
                <td class="n" data-l="Tells apart">
                  {item.discrimination === null ? <NotStated words="too few" /> : item.discrimination.toFixed(2)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="small quiet">
        “Tells apart” goes from −1 to 1: near 0 or below, those who know the rest do no better on this question.
      </p>
    </Section>
  );
}

function Options({ options }: { options: QuizFigures['items'][number]['options'] }) {
  return (
    <ul class="plain small">
      {options.map(({ text, chosen, right }) => (
        <li>
          {text}
          {right && ' (right)'}: {formatNumber(chosen)}
        </li>
      ))}
    </ul>
  );
}
