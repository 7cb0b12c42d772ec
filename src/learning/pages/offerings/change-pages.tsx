/** Asked once more before a learner moves, goes over to a newer edition, or leaves. */
import type { ComponentChildren } from 'preact';
import { countOf, type Frame, type Refusal, Section } from '../../../ui/index.js';
import type { Place } from '../../actions/learner.js';
import type { Newer } from '../../actions/offerings/moving.js';
import type { StepChange } from '../../rules/content/index.js';
import type { Run } from '../../schema/runs.js';
import { LearnerPage } from './learner-shell.js';
import { PlaceFields } from './run-page.js';
import { costInWords, datesInWords, paceInWords, runName, seatsInWords } from './words.js';

type Common = { frame: Frame; place: Place; refusal?: Refusal | null };

const planTrail = ({ enrolment }: Place) => [{ label: 'Your plan', href: `/learn/${enrolment.id}/plan` }];

type MoveProps = Common & {
  to: Run;
  needed: 'free' | 'voucher' | 'invoice';
  asksCode: boolean;
  texts: Readonly<Record<string, string>>;
};

export function MovePage({ frame, place, to, needed, asksCode, texts, refusal = null }: MoveProps) {
  return (
    <LearnerPage
      frame={frame}
      place={place}
      title="Move to another run"
      trail={planTrail(place)}
      lede="All that you did goes with you, and you learn by the edition that you have. Your deadlines are those of the new run."
      refusal={refusal}
    >
      <dl class="fact-table">
        {[
          ['Run', runName(to)],
          ['When', datesInWords(to)],
          ['Pace', paceInWords(to)],
          ['Seats', seatsInWords(to)],
          [
            'Cost',
            needed === 'free' && to.places !== 'free' ? 'Nothing more: your place goes with you' : costInWords(to),
          ],
        ].map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <form class="form after" method="post" action={`/learn/${place.enrolment.id}/run`}>
        <input type="hidden" name="to" value={to.id} />
        <PlaceFields needed={needed} asksCode={asksCode} texts={texts} refusal={refusal} />
        <button class="btn" type="submit">
          Move to this run
        </button>
      </form>
      <Stay place={place}>Stay where you are</Stay>
    </LearnerPage>
  );
}

export function EditionPage({ frame, place, newer, refusal = null }: Common & { newer: Newer }) {
  const { changes, carried, edition } = newer;
  const asked = changes.filter(({ key }) => carried.asked.includes(key));
  const kept = changes.filter(({ key }) => carried.kept.includes(key));
  const groups: [string, string, StepChange[]][] = [
    ['asked', 'You did these, and they changed: you are asked whether that still holds', asked],
    ['added', 'New', changes.filter(({ what }) => what === 'added')],
    [
      'changed',
      'Changed, and still before you',
      changes.filter(({ key, what }) => what === 'changed' && !carried.asked.includes(key)),
    ],
    ['gone', 'No longer part of the course; what you did there is kept', changes.filter(({ what }) => what === 'gone')],
  ];
  return (
    <LearnerPage
      frame={frame}
      place={place}
      title="A newer edition"
      trail={planTrail(place)}
      lede={`You learn by edition ${place.edition.number}. Edition ${edition.number} is the newest. It is for you to choose; there is no way back to the older one.`}
      refusal={refusal}
    >
      <p>
        {countOf(kept.length, 'step')} that you did {kept.length === 1 ? 'is' : 'are'} the same, and{' '}
        {kept.length === 1 ? 'counts' : 'count'} as before.
      </p>
      {groups.map(
        ([id, title, steps]) =>
          steps.length > 0 && (
            <Section id={id} title={title}>
              <ul class="rows">
                {steps.map((step) => (
                  <li>
                    <div>
                      {step.title}
                      <span class="quiet small">{step.words}</span>
                    </div>
                  </li>
                ))}
              </ul>
            </Section>
          ),
      )}
      <form class="form after" method="post" action={`/learn/${place.enrolment.id}/edition`}>
        <input type="hidden" name="to" value={String(edition.number)} />
        <button class="btn" type="submit">
          Go over to edition {edition.number}
        </button>
      </form>
      <Stay place={place}>Stay with edition {place.edition.number}</Stay>
    </LearnerPage>
  );
}

/** Nothing newer is there, or it was chosen already. */
export function NoNewerPage({ frame, place }: Common) {
  return (
    <LearnerPage
      frame={frame}
      place={place}
      title="Editions"
      trail={planTrail(place)}
      lede={`You learn by edition ${place.edition.number}. There is none that is newer for you.`}
    >
      <Stay place={place}>Back to your plan</Stay>
    </LearnerPage>
  );
}

export function LeavePage({ frame, place, refusal = null }: Common) {
  return (
    <LearnerPage
      frame={frame}
      place={place}
      title="Leave this course"
      trail={planTrail(place)}
      lede="Your work is kept, and you can read on. Your seat is somebody else’s then; to come back you need one again. Nobody asks why."
      refusal={refusal}
    >
      <form class="form" method="post" action={`/learn/${place.enrolment.id}/leaving`}>
        <button class="btn" type="submit">
          Leave the course
        </button>
      </form>
      <Stay place={place}>Stay</Stay>
    </LearnerPage>
  );
}

function Stay({ place, children }: { place: Place; children: ComponentChildren }) {
  return (
    <p class="after">
      <a href={`/learn/${place.enrolment.id}/plan`}>{children}</a>
    </p>
  );
}
