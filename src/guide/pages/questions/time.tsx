import { Field, sentence } from '../../../ui/index.js';
import { type SentForm, valuesOf } from '../../rules/form.js';
import { DAY_PARTS, WEEKDAYS } from '../../schema.js';
import {
  AskChoice,
  AskDay,
  type Asked,
  AskLine,
  AskNumber,
  AskTicks,
  isTouched,
  Limit,
  More,
  type Option,
} from '../asking.js';

const DATES = ['time.startFrom', 'time.startBy', 'time.deadline', 'time.away.from[]', 'time.away.to[]'];
const HOW = ['time.mode[]', 'time.near.place', 'time.pace', 'goals.languages[]'];

/** Question 4: hours, days, dates, and where. */
export function TimeQuestion({ asked, languages }: { asked: Asked; languages: readonly Option[] }) {
  return (
    <>
      <Limit asked={asked} name="time.hoursPerWeek" about="fit these hours a week">
        <AskNumber asked={asked} name="time.hoursPerWeek" label="Hours a week" hint="For study of every kind." />
      </Limit>
      <Limit asked={asked} name="time.weeks" about="take no more weeks">
        <AskNumber asked={asked} name="time.weeks" label="For at most so many weeks" />
      </Limit>
      <More title="On which days" open={isTouched(asked, ['time.week[]'])}>
        <Week asked={asked} />
      </More>
      <More title="When: start, deadline, weeks away" open={isTouched(asked, DATES)}>
        <Dates asked={asked} />
      </More>
      <More title="Where and how: online or in person, pace, language" open={isTouched(asked, HOW)}>
        <Limit asked={asked} name="time.mode" about="be taught like that">
          <AskTicks
            asked={asked}
            name="time.mode[]"
            label="How it is taught"
            options={[
              { value: 'online', label: 'Online' },
              { value: 'blended', label: 'Online and in person' },
              { value: 'in-person', label: 'In person' },
            ]}
          />
        </Limit>
        <Limit asked={asked} name="time.near" about="be within reach">
          <div class="amount">
            <AskLine asked={asked} name="time.near.place" label="Near" hint="A town; only for what is in person." />
            <AskNumber asked={asked} name="time.near.km" label="Within km" />
          </div>
        </Limit>
        <Limit asked={asked} name="time.pace" about="have this pace">
          <AskChoice
            asked={asked}
            name="time.pace"
            label="Pace"
            options={[
              { value: '', label: 'No matter' },
              { value: 'self-paced', label: 'At my own pace' },
              { value: 'scheduled', label: 'With a group, to a timetable' },
            ]}
          />
        </Limit>
        {languages.length > 0 && (
          <Limit asked={asked} name="goals.languages" about="be in one of these languages">
            <AskTicks asked={asked} name="goals.languages[]" label="Languages I can learn in" options={languages} />
          </Limit>
        )}
      </More>
    </>
  );
}

/** Seven days by three parts. A tick means two hours; one that came with other hours keeps them. */
function Week({ asked: { sent, faults } }: { asked: Asked }) {
  const chosen = chosenIn(sent);
  return (
    <>
      <p class="small quiet" id="week-hint">
        Tick when you can learn: two hours each. If you left the hours a week empty, these are counted.
      </p>
      {faults['time.week'] && <p class="error">{faults['time.week']}</p>}
      <table class="week" aria-describedby="week-hint">
        <caption class="sr">When you can learn</caption>
        <thead>
          <tr>
            <td />
            {DAY_PARTS.map((part) => (
              <th scope="col">{sentence(part)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr>
              <th scope="row">{sentence(weekday)}</th>
              {DAY_PARTS.map((part) => (
                <td>
                  <label>
                    <input
                      type="checkbox"
                      name="time.week[]"
                      value={chosen.get(`${weekday}.${part}`) ?? `${weekday}.${part}`}
                      checked={chosen.has(`${weekday}.${part}`)}
                    />
                    <span class="sr">
                      {weekday} {part}
                    </span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function chosenIn(sent: SentForm): Map<string, string> {
  return new Map(valuesOf(sent, 'time.week[]').map((value) => [value.split('=')[0] ?? value, value]));
}

function Dates({ asked }: { asked: Asked }) {
  const from = valuesOf(asked.sent, 'time.away.from[]');
  const to = valuesOf(asked.sent, 'time.away.to[]');
  const spans = Math.max(2, Math.min(20, from.filter((day) => day !== '').length + 1));
  const fault = asked.faults['time.away'];
  return (
    <>
      <AskDay asked={asked} name="time.startFrom" label="Start no sooner than" />
      <Limit asked={asked} name="time.startBy" about="start by then">
        <AskDay asked={asked} name="time.startBy" label="Start by" />
      </Limit>
      <Limit asked={asked} name="time.deadline" about="be done by then">
        <AskDay asked={asked} name="time.deadline" label="Done by" />
      </Limit>
      <fieldset class={fault ? 'ticks field-error' : 'ticks'} id="time-away">
        <legend>Away: no time to learn</legend>
        {fault && <span class="error">{fault}</span>}
        {Array.from({ length: spans }, (_, at) => (
          <div class="pair">
            <Field
              id={`time-away-from-${at}`}
              name="time.away.from[]"
              type="date"
              label={<>First day{at > 0 && <span class="sr"> of time away {at + 1}</span>}</>}
              value={from[at]}
            />
            <Field
              id={`time-away-to-${at}`}
              name="time.away.to[]"
              type="date"
              label={<>Last day{at > 0 && <span class="sr"> of time away {at + 1}</span>}</>}
              value={to[at]}
            />
          </div>
        ))}
      </fieldset>
    </>
  );
}
