import { countOf, formatDay, formatNumber } from '../../../ui/index.js';
import type { Offerers } from '../../schema.js';
import type { Article } from './article.js';

export const offering: Article = {
  slug: 'who-offers-them',
  title: 'Who offers them',
  about:
    'Universities in the UK and elsewhere, course platforms and professional bodies: what sets them apart, and counts from the catalogue.',
  lede: 'The same topic is taught by very different houses. What you get depends on which.',
  group: 'decide',
  checked: '2026-11-23',
  sources: [{ name: 'The catalogue of this site: organisations with at least one course, on the day shown' }],
  Body: ({ figures }) => (
    <>
      {figures.offerers.map((offerers) => (
        <>
          <h2>{WORDS[offerers.group].title}</h2>
          <p>{WORDS[offerers.group].about}</p>
          <p>
            In the catalogue: <a href={offerers.href}>{countOf(offerers.organisations, 'organisation')}</a>. Those with
            the most courses here: <Largest offerers={offerers} />.
          </p>
        </>
      ))}
      <h2>One course, two names</h2>
      <p>
        A platform often offers what a university teaches. Then you enrol and pay at the platform, and the university’s
        name stands on the certificate. Our pages show both: offered by, and awarded by.
      </p>
      <h2>What the counts say, and what not</h2>
      <p>
        They are of {formatDay(figures.day)}, and of what we have read: {formatNumber(figures.courses)} courses. Whoever
        is missing has given us no data yet; a large number says nothing of how good the courses are. Nobody can pay to
        stand higher. All are in the <a href="/providers">list of providers</a>.
      </p>
    </>
  ),
};

function Largest({ offerers: { largest } }: { offerers: Offerers }) {
  return (
    <>
      {largest.map(({ slug, name, courses }, at) => (
        <>
          {at > 0 && ', '}
          <a href={`/providers/${slug}`}>{name}</a> ({formatNumber(courses)})
        </>
      ))}
    </>
  );
}

const WORDS: Readonly<Record<Offerers['group'], { title: string; about: string }>> = {
  'universities-uk': {
    title: 'Universities and colleges in the UK',
    about:
      'They award credit at the levels of the national frameworks, so their short courses may count towards a degree. Fixed dates and assessment are common.',
  },
  'universities-world': {
    title: 'Universities and colleges elsewhere',
    about:
      'Often online and open to anybody. Their credit stands in their own country’s framework: whether it counts where you are, the university or body there decides. Where we do not know the country, they are here too.',
  },
  platforms: {
    title: 'Course platforms',
    about:
      'Large choice, start at any time, low price or a subscription. Look at whose course it is, whether the assessment is marked by a person, and what the certificate costs.',
  },
  bodies: {
    title: 'Professional and awarding bodies',
    about:
      'They know what their own members must show, so their courses fit CPD rules closely. Members may pay less. Outside the profession the name may be little known.',
  },
};
