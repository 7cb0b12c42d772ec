/** What completing a course gives: credential, CPD hours, credit. Nothing is guessed. */
import type { Overview } from '../../actions/player/overview.js';
import { givenWords } from '../../rules/player/gives.js';

export function Gives({ overview: { achievement } }: { overview: Overview }) {
  if (achievement === null)
    return <p>No credential is given for this course. Your progress is kept here, and what you write is yours.</p>;
  const { id, content, organisation } = achievement;
  return (
    <div class="holding">
      <img src={`/achievements/${id}/badge.svg`} alt="" width="96" height="96" />
      <div>
        <strong>
          <a href={`/achievements/${id}`}>{content.name}</a>
        </strong>
        <span class="quiet small">A credential of {organisation.name} that anybody can check</span>
        <ul class="plain small">
          {givenWords(content).map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
