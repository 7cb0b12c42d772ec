import { cardHtml, type SearchItem } from '../../discovery/index.js';
import { countOf, Section, State } from '../../ui/index.js';

/** Cards of a few courses. */
export function CourseList({ items, today }: { items: readonly SearchItem[]; today: string }) {
  const draw = cardHtml(today);
  return (
    <ul class="courses">
      {items.map((item) => (
        <li class="course-box" dangerouslySetInnerHTML={{ __html: draw(item) }} />
      ))}
    </ul>
  );
}

/** The first courses of a search, with the way to all of them. */
export type Listed = { items: readonly SearchItem[]; total: number; href: string };

type ListedSectionProps = { id: string; title: string; listed: Listed; today: string };

export function ListedSection({ id, title, listed, today }: ListedSectionProps) {
  return (
    <Section
      id={id}
      title={title}
      aside={
        <a class="act" href={listed.href}>
          {listed.total > listed.items.length ? `All ${countOf(listed.total, 'course')}` : 'Filter and sort'}
        </a>
      }
    >
      <CourseList items={listed.items} today={today} />
    </Section>
  );
}

/** Where no course was read for a subject, a skill or a provider. */
export function NothingRead({ what }: { what: string }) {
  return (
    <div class="section">
      <State kind="empty" title="Nothing read yet" act={{ href: '/courses', label: 'Search all courses' }}>
        <p class="small quiet">
          None of our sources lists a course {what}. That says nothing about whether there are any.
        </p>
      </State>
    </div>
  );
}
