import { valuesOf } from '../../rules/form.js';
import { GUIDE_SCHEMES } from '../../schema.js';
import {
  AskChoice,
  type Asked,
  AskLine,
  AskNumber,
  AskTick,
  AskTicks,
  isTouched,
  Limit,
  More,
  type Option,
} from '../asking.js';

const MORE = ['recognition.cpdHours', 'recognition.credit.amount', 'recognition.level', 'recognition.assessed'];

/** Question 5: bodies, what it earns, hours, credit and level. */
export function RecognitionQuestion({ asked, bodies }: { asked: Asked; bodies: readonly Option[] }) {
  const chosen = valuesOf(asked.sent, 'recognition.bodies[]');
  const named = chosen.map((slug) => bodies.find(({ value }) => value === slug) ?? { value: slug, label: slug });
  return (
    <>
      <Limit asked={asked} name="recognition.bodies" about="be recognised by them">
        <div class="stack">
          {named.length > 0 && <AskTicks asked={asked} name="recognition.bodies[]" label="Bodies" options={named} />}
          <AskLine
            asked={{ ...asked, faults: { 'recognition.bodies.more': asked.faults['recognition.bodies'] ?? '' } }}
            name="recognition.bodies.more"
            label={named.length > 0 ? 'Another body' : 'Your professional body'}
            hint="Its name or initials. Several with commas between them."
            list="bodies"
          />
        </div>
      </Limit>
      <AskTick
        asked={asked}
        name="recognition.signed"
        label="A provider’s claim is not enough: the body must have signed"
      />
      <Limit asked={asked} name="recognition.earns" about="earn that">
        <AskTicks
          asked={asked}
          name="recognition.earns[]"
          label="What you need to get"
          options={[
            { value: 'certificate', label: 'A certificate' },
            { value: 'badge', label: 'A digital badge' },
            { value: 'credit', label: 'Academic credit' },
          ]}
        />
      </Limit>
      <More title="CPD hours, credit, level, assessment" open={isTouched(asked, MORE)}>
        <Limit asked={asked} name="recognition.cpdHours" about="give so many CPD hours">
          <AskNumber asked={asked} name="recognition.cpdHours" label="At least so many CPD hours" />
        </Limit>
        <Limit asked={asked} name="recognition.credit" about="give so much credit">
          <div class="amount">
            <AskNumber asked={asked} name="recognition.credit.amount" label="At least so much credit" />
            <AskChoice
              asked={asked}
              name="recognition.credit.scheme"
              label="Scheme"
              options={GUIDE_SCHEMES.map((value) => ({ value, label: SCHEMES[value] ?? value }))}
              otherwise="CATS"
            />
          </div>
        </Limit>
        <Limit asked={asked} name="recognition.level" about="be at this level">
          <AskChoice asked={asked} name="recognition.level" label="At least at level" options={LEVELS} />
        </Limit>
        <Limit asked={asked} name="recognition.assessed" about="be assessed">
          <AskTick asked={asked} name="recognition.assessed" label="It ends with an assessment" />
        </Limit>
      </More>
    </>
  );
}

const SCHEMES: Record<string, string> = { 'US-SEM': 'US semester', 'US-QTR': 'US quarter' };

const LEVELS: readonly Option[] = [
  { value: '', label: 'No matter' },
  { value: '4', label: '4 EQF: A level, Higher' },
  { value: '5', label: '5 EQF: first years of a degree' },
  { value: '6', label: '6 EQF: final year of a degree' },
  { value: '7', label: '7 EQF: master’s (FHEQ 7, SCQF 11)' },
  { value: '8', label: '8 EQF: doctorate' },
  { value: '3', label: '3 EQF: good GCSE' },
  { value: '2', label: '2 EQF: GCSE' },
  { value: '1', label: '1 EQF: entry level' },
];

/** Question 6: ratings, how many there are, and what they should be good for. */
export function ReviewsQuestion({ asked }: { asked: Asked }) {
  return (
    <>
      <Limit asked={asked} name="reviews.rating" about="be rated as well">
        <AskNumber asked={asked} name="reviews.rating" label="Rated at least, of 5" />
      </Limit>
      <Limit asked={asked} name="reviews.count" about="have so many reviews">
        <AskNumber asked={asked} name="reviews.count" label="By at least so many people" />
      </Limit>
      <AskTicks
        asked={asked}
        name="reviews.matters[]"
        label="What matters to you in what they say"
        options={[
          { value: 'useful', label: 'Useful at work' },
          { value: 'workloadTrue', label: 'It takes the time that it says' },
          { value: 'support', label: 'Good support' },
          { value: 'contentCurrent', label: 'Content is up to date' },
          { value: 'assessmentFair', label: 'Fair assessment' },
        ]}
      />
    </>
  );
}
