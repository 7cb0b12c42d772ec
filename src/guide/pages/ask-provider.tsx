/** What no source says of a course, with a letter to its provider that can be sent as it stands. */
import type { SearchItem } from '../../discovery/index.js';
import { listInWords } from '../../ui/index.js';
import type { GuideItem } from '../schema.js';

type AskProviderProps = { course: SearchItem; unknown: GuideItem['unknown'] };

export function AskProvider({ course, unknown }: AskProviderProps) {
  const letter = letterOf(course, unknown);
  return (
    <div>
      Not known: {listInWords(unknown.map(({ fact }) => fact))}.
      <details class="ask-provider">
        <summary>
          Ask the provider<span class="sr"> of {course.title}</span>
        </summary>
        <p class="quiet">Copy these lines, or send them from your own mail.</p>
        <pre class="letter-text">{letter}</pre>
        <p class="row">
          <a class="act" href={mailOf(course, letter)}>
            Open in my mail
          </a>
          {course.link && (
            <a class="act" href={`/courses/${course.slug}/visit`} rel="nofollow">
              The provider’s page
            </a>
          )}
        </p>
      </details>
    </div>
  );
}

function letterOf({ title, provider }: SearchItem, unknown: GuideItem['unknown']): string {
  const questions = [...new Set(unknown.map(({ ask }) => ask))].map((ask) => `- ${ask}`);
  return [
    `To ${provider.name}`,
    '',
    `I am thinking of taking “${title}”. Could you tell me:`,
    ...questions,
    '',
    'Thank you.',
  ].join('\n');
}

/** Without an address: no source states one, and she chooses whom to write to. */
function mailOf({ title }: SearchItem, letter: string): string {
  return `mailto:?subject=${encodeURIComponent(`A question about “${title}”`)}&body=${encodeURIComponent(letter)}`;
}
