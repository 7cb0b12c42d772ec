/** On the page of a course: what one has at the end of it. */
import { Section } from '../../../ui/index.js';
import { worthInWords } from '../../rules/art/index.js';
import type { PublishedAchievement } from '../../schema/achievement.js';
import { TYPE_WORDS } from './words.js';

/** Nothing where no achievement of the course is published. */
export function EndsInBadge({ badges }: { badges: readonly PublishedAchievement[] }) {
  if (badges.length === 0) return null;
  return (
    <Section id="badges" title={badges.length === 1 ? 'Ends in this badge' : 'Ends in these badges'}>
      {badges.map(({ id, version, content, organisation }) => (
        <div class="badge-row">
          <img src={`/achievements/${id}/badge.svg?version=${version}`} alt="" width={80} height={80} loading="lazy" />
          <div>
            <a href={`/achievements/${id}`}>{content.name}</a>
            <p class="small quiet">
              {[TYPE_WORDS[content.type], worthInWords(content)].filter(Boolean).join(' · ')}. Awarded by{' '}
              {organisation.name}: a digital credential that anyone can check.
            </p>
          </div>
        </div>
      ))}
    </Section>
  );
}
