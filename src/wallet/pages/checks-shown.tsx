/** The checks that were made, each with its sentence and what to do. */
import type { Check } from '../../credentials/index.js';
import { Icon, type IconName, Section } from '../../ui/index.js';

const MARKS: Record<Check['status'], { icon: IconName; word: string }> = {
  passed: { icon: 'check', word: 'good' },
  failed: { icon: 'x', word: 'not so' },
  unknown: { icon: 'circle-question-mark', word: 'not known' },
  skipped: { icon: 'minus', word: 'not asked' },
};

export function ChecksShown({ checks, checked }: { checks: readonly Check[]; checked: string }) {
  const made = checks.filter(({ status }) => status !== 'skipped');
  return (
    <Section id="checks" title="The whole check" aside={<span class="small quiet">made on {checked}</span>}>
      <ul class="checks">
        {made.map(({ message, fix, status }) => (
          <li>
            <Icon name={MARKS[status].icon} />
            <span>
              {message}
              {fix && <span class="raw">{fix}</span>}
            </span>
            <span>{MARKS[status].word}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
