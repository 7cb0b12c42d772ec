import { AskChoice, AskDay, type Asked, AskLine, AskNumber, AskTicks, Limit, type Option } from '../asking.js';
import { CURRENCIES_OFFERED } from '../words.js';

/** Question 2: what is new. */
export function FieldQuestion({ asked, developments }: { asked: Asked; developments: readonly Option[] }) {
  return (
    <>
      {developments.length > 0 && (
        <AskChoice
          asked={asked}
          name="field.development"
          label="One that is listed here"
          options={[{ value: '', label: 'None of these' }, ...developments]}
        />
      )}
      <AskLine
        asked={asked}
        name="field.text"
        label={developments.length > 0 ? 'Or in your own words' : 'What is it?'}
        hint="A rule, a method, a tool: “AI guidance”, “consumer duty”."
      />
      <Limit asked={asked} name="field.since" about="changed since then">
        <AskDay
          asked={asked}
          name="field.since"
          label="The course should have changed since"
          hint="Left empty: in the last two years."
        />
      </Limit>
    </>
  );
}

/** Question 3: who pays, and how much. */
export function BudgetQuestion({ asked }: { asked: Asked }) {
  return (
    <>
      <AskChoice
        asked={asked}
        name="budget.payer"
        label="Who pays?"
        options={[
          { value: '', label: 'Not settled' },
          { value: 'self', label: 'I do' },
          { value: 'employer', label: 'My employer' },
          { value: 'both', label: 'Both of us' },
          { value: 'scheme', label: 'A funding scheme' },
        ]}
      />
      <Limit asked={asked} name="budget.limit" about="cost no more than that">
        <div class="amount">
          <AskNumber asked={asked} name="budget.limit" label="At most" hint="0: it must cost nothing." />
          <AskChoice
            asked={asked}
            name="budget.currency"
            label="Currency"
            options={CURRENCIES_OFFERED}
            otherwise="GBP"
          />
        </div>
      </Limit>
      <AskTicks
        asked={asked}
        name="budget.includes[]"
        label="The price should include"
        options={[{ value: 'certificate', label: 'The certificate' }]}
      />
    </>
  );
}
