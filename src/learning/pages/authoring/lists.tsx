/** The questions of a quiz or a bank, and the criteria of a rubric, below the form of what holds them. */
import { Section } from '../../../ui/index.js';
import { ITEM_TYPES } from '../../rules/authoring/forms/item.js';
import { ITEM_WORDS, itemTitle } from '../../rules/authoring/words.js';
import type { Criterion, Item } from '../../schema/index.js';
import { Moves } from './outline-page.js';

type QuestionsProps = { base: string; holder: string; items: readonly Item[] };

export function Questions({ base, holder, items }: QuestionsProps) {
  return (
    <Section id="draws" title="Questions">
      {items.length === 0 ? (
        <p class="quiet">None yet.</p>
      ) : (
        <ol class="outline-steps">
          {items.map((item, index) => (
            <li>
              <div class="outline-step">
                <a href={`${base}/items/${holder}/${item.key}`}>{itemTitle(item)}</a>
                <span class="quiet small">
                  {ITEM_WORDS[item.type].name}, {item.points === 1 ? '1 point' : `${item.points} points`}
                </span>
              </div>
              <Moves
                base={base}
                part={`item:${holder}:${item.key}`}
                words={itemTitle(item)}
                first={index === 0}
                last={index === items.length - 1}
              />
            </li>
          ))}
        </ol>
      )}
      <h3 class="add-heading">Add a question</h3>
      <ul class="add-list">
        {ITEM_TYPES.map((type) => (
          <li>
            <a href={`${base}/items/${holder}/new/${type}`}>{ITEM_WORDS[type].name}</a>
            <span class="quiet small">{ITEM_WORDS[type].about}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type RubricProps = { base: string; step: string; rubric: readonly Criterion[] };

export function Rubric({ base, step, rubric }: RubricProps) {
  return (
    <Section id="rubric" title="Rubric">
      {rubric.length === 0 ? (
        <p class="quiet">
          No criteria yet. They say what the work is marked by, and learners read them before they begin.
        </p>
      ) : (
        <ol class="outline-steps">
          {rubric.map(({ key, text, levels }, index) => (
            <li>
              <div class="outline-step">
                <a href={`${base}/rubric/${step}/${key}`}>{text}</a>
                <span class="quiet small">
                  {levels.length} levels, {Math.max(...levels.map(({ points }) => points))} points at most
                </span>
              </div>
              <Moves
                base={base}
                part={`criterion:${step}:${key}`}
                words={text}
                first={index === 0}
                last={index === rubric.length - 1}
              />
            </li>
          ))}
        </ol>
      )}
      <p>
        <a class="btn btn-line" href={`${base}/rubric/${step}/new`}>
          Add a criterion
        </a>
      </p>
    </Section>
  );
}
