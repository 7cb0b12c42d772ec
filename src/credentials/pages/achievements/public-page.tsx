/** What can be earned, for everybody: what it takes, what it is worth, who awards it and how to get it. */
import { languageName, levelInWords } from '../../../catalogue/index.js';
import {
  Act,
  Crumbs,
  type Fact,
  FactTable,
  type Frame,
  formatDay,
  formatHours,
  Layout,
  Notice,
  Section,
} from '../../../ui/index.js';
import type { Completeness } from '../../rules/completeness/index.js';
import type { PublishedAchievement } from '../../schema/achievement.js';
import type { Endorsement } from '../../schema/endorsement.js';
import { EndorsementsSection } from '../endorsements/section.js';
import { BadgePicture } from './badge-picture.js';
import { CompletenessMeter } from './meter.js';
import {
  ASSESSMENT_WORDS,
  creditsInWords,
  languagesInWords,
  monthsInWords,
  PARTICIPATION_WORDS,
  QUALITY_WORDS,
  STACKABILITY_WORDS,
  SUPERVISION_WORDS,
  TYPE_WORDS,
} from './words.js';

type PublicProps = {
  frame: Frame;
  achievement: PublishedAchievement;
  /** The newest version that is published. */
  newest: number;
  svg: string | null;
  completeness: readonly Completeness[];
  /** What bodies say of it and of its course, signed. */
  endorsements: readonly Endorsement[];
};

export function AchievementPage({ frame, achievement, newest, svg, completeness, endorsements }: PublicProps) {
  const { id, content, organisation, course, state, version } = achievement;
  return (
    <Layout
      frame={frame}
      title={`${content.name}, ${organisation.name}`}
      description={`${content.name}, awarded by ${organisation.name}: ${content.description}`.slice(0, 300)}
    >
      <div class="wrap page achievement-page">
        <Crumbs
          trail={[
            { label: organisation.name, href: `/providers/${organisation.slug}` },
            ...(course ? [{ label: course.title, href: `/courses/${course.slug}` }] : []),
            { label: content.name },
          ]}
        />
        <div class="achievement-head">
          <div class="badge-plinth">
            <BadgePicture
              svg={svg}
              address={`/achievements/${id}/badge.png?version=${version}`}
              alt={`Badge: ${content.name}`}
            />
          </div>
          <div>
            <p class="kicker">{TYPE_WORDS[content.type]}</p>
            <h1 lang={content.language}>{content.name}</h1>
            <p class="lede" lang={content.language}>
              {content.description}
            </p>
            <p>
              Awarded by <a href={`/providers/${organisation.slug}`}>{organisation.name}</a>
            </p>
            {state === 'retired' && (
              <Notice kind="note">It can no longer be earned. What was issued still counts.</Notice>
            )}
            {version < newest && (
              <Notice kind="note">
                This is version {version}. <a href={`/achievements/${id}`}>Version {newest}</a> is awarded now.
              </Notice>
            )}
            {course && state === 'published' && (
              <Act href={`/courses/${course.slug}`} icon="arrow-right">
                How to get it: {course.title}
              </Act>
            )}
          </div>
        </div>
        <WhatItTakes achievement={achievement} />
        <WhatItIsWorth achievement={achievement} />
        <EndorsementsSection about={id} endorsements={endorsements} />
        <Skills achievement={achievement} />
        <OtherLanguages achievement={achievement} />
        <Section id="says" title="What its credentials say">
          <p>A count of what each framework asks for, not a claim that it conforms.</p>
          <CompletenessMeter completeness={completeness} />
        </Section>
        <p class="small quiet">
          Version {version}, published {formatDay(achievement.publishedAt.toISOString().slice(0, 10))}.{' '}
          <a href={`/achievements/${id}.json?version=${version}`}>As Open Badges 3.0 (JSON)</a>
        </p>
      </div>
    </Layout>
  );
}

type PartProps = { achievement: PublishedAchievement };

function WhatItTakes({ achievement: { content } }: PartProps) {
  const facts: Fact[] = [
    { name: 'Assessment', value: content.assessment.map((one) => ASSESSMENT_WORDS[one]).join(', ') },
    { name: 'Supervision', value: content.supervision && SUPERVISION_WORDS[content.supervision] },
    { name: 'Taking part', value: content.participation && PARTICIPATION_WORDS[content.participation] },
    { name: 'Beforehand', value: content.prerequisites },
    { name: 'Handed in or shown', value: content.evidence },
    { name: 'Language', value: languagesInWords(content.taughtIn) },
    { name: 'Results', value: content.results.map(({ name }) => name).join(', ') },
  ];
  return (
    <Section id="takes" title="What it takes">
      <p class="prewrap" lang={content.language}>
        {content.criteria.narrative}
      </p>
      {content.criteria.url && (
        <p>
          <a href={content.criteria.url} rel="nofollow">
            The criteria in full
          </a>
        </p>
      )}
      {content.outcomes.length > 0 && (
        <>
          <h3>Who has it can</h3>
          <ul lang={content.language}>
            {content.outcomes.map((outcome) => (
              <li>{outcome}</li>
            ))}
          </ul>
        </>
      )}
      <Stated facts={facts} />
    </Section>
  );
}

function WhatItIsWorth({ achievement: { content } }: PartProps) {
  const { stacking, validity, quality } = content;
  const facts: Fact[] = [
    { name: 'Level', value: content.level && levelInWords(content.level) },
    { name: 'Academic credit', value: creditsInWords(content.credits) },
    { name: 'CPD', value: content.cpdHours && `${content.cpdHours} CPD hours`, remark: 'Not the same as credit' },
    { name: 'Workload', value: content.workloadHours && formatHours(content.workloadHours) },
    { name: 'Stacking', value: stacking.kind && STACKABILITY_WORDS[stacking.kind] },
    {
      name: 'Counts towards',
      value:
        stacking.towards.length > 0 &&
        stacking.towards.map(({ name, url }, at) => (
          <>
            {at > 0 && ', '}
            {url ? (
              <a href={url} rel="nofollow">
                {name}
              </a>
            ) : (
              name
            )}
          </>
        )),
    },
    { name: 'Holds for', value: validity.months && monthsInWords(validity.months) },
    { name: 'Renewal', value: validity.renewal },
    { name: 'Quality assurance', value: quality.kinds.map((one) => QUALITY_WORDS[one]).join(', ') },
    { name: 'About quality', value: quality.statement },
  ];
  return (
    <Section id="worth" title="What it is worth">
      <Stated facts={facts} otherwise="Neither level, credit nor hours are stated." />
    </Section>
  );
}

/** Only what somebody stated. */
function Stated({ facts, otherwise }: { facts: readonly Fact[]; otherwise?: string }) {
  const stated = facts.filter(({ value }) => value !== null && value !== false && value !== '');
  if (stated.length === 0) return otherwise ? <p class="none">{otherwise}</p> : null;
  return <FactTable facts={stated} />;
}

function Skills({ achievement: { content } }: PartProps) {
  if (content.alignments.length === 0) return null;
  return (
    <Section id="skills" title="Skills and standards">
      <ul class="rows">
        {content.alignments.map(({ name, url, framework }) => (
          <li>
            <div>
              <a href={url} rel="nofollow">
                {name}
              </a>
              {framework && <span class="quiet small">{framework}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OtherLanguages({ achievement: { content } }: PartProps) {
  if (content.translations.length === 0) return null;
  return (
    <Section id="languages" title="In other languages">
      {content.translations.map(({ language, name, description, criteria }) => (
        <details class="more-fields">
          <summary>{languageName(language)}</summary>
          <div lang={language}>
            <p>
              <b>{name}</b>
            </p>
            <p>{description}</p>
            <p>{criteria}</p>
          </div>
        </details>
      ))}
    </Section>
  );
}
