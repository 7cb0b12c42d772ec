/**
 * The fields of the guide's form: how each is named, where in the question its answer stands, and how it is read and
 * written. A field goes by its path in the question without the word `value`, so that a limit `time.weeks` has the field
 * `time.weeks` and the tick `time.weeks.hard`.
 */
import { DAY_PARTS, WEEKDAYS, type WeekGrid } from '../schema.js';

/** What stands in a form cannot be read as what it should be. `message` says what to write instead. */
export class FormFault extends Error {
  override readonly name = 'FormFault';
}

/** Reads the values of one field; undefined where it was left empty. Throws `FormFault`. */
type Reading = (values: readonly string[]) => unknown;
type Writing = (value: unknown) => string[];

type Kind = {
  read: Reading;
  write: Writing;
  /** Said where the value is refused by the question itself. */
  wanted: string;
  /** It may stand in the form more than once: its name there ends in `[]`. */
  isList?: true;
};

export type FormField = Kind & { name: string; path: readonly string[] };

const isGiven = (value: string) => value.trim() !== '';
const words = (most: number): Kind => ({
  // A browser sends the end of a line as two signs.
  read: (values) => values.find(isGiven)?.replace(/\r\n?/g, '\n').trim(),
  write: (value) => [String(value)],
  wanted: `Write at most ${most} characters.`,
});
const line = words(200);
const longer = words(2000);
const choice = { ...line, wanted: 'Choose one from the list.' };
const day = { ...line, wanted: 'Write a day such as 2027-01-31.' };
const many: Kind = {
  isList: true,
  read: (values) => {
    const given = values.map((value) => value.trim()).filter(isGiven);
    return given.length === 0 ? undefined : given;
  },
  write: (value) => (value as string[]).map(String),
  wanted: 'Choose from the list, fewer at once.',
};
const tick: Kind = { read: (values) => values.some(isGiven) || undefined, write: () => ['1'], wanted: '' };

/** A number as people write it: "1,500", "£1,500", "7.5 h". */
function number(least: number, most: number, whole = false): Kind {
  const wanted = `Write a${whole ? ' whole' : ''} number from ${least} to ${most.toLocaleString('en-GB')}.`;
  const read: Reading = (values) => {
    const text = values.find(isGiven)?.replace(/[\s,£€$]/g, '');
    if (text === undefined) return undefined;
    const [, figure] = /^(-?\d+(?:\.\d+)?(?:e-?\d+)?|-?\.\d+)(?:h|hours?|weeks?|km)?$/i.exec(text) ?? [];
    if (figure === undefined) throw new FormFault(wanted);
    return Number(figure);
  };
  return { read, write: (value) => [String(value)], wanted };
}

function field(path: string, kind: Kind): FormField[] {
  return [{ name: path, path: path.split('.'), ...kind }];
}

/** A limit and whether it is hard. `parts`: those of a value that has several. */
function limit(path: string, kind: Kind): FormField[] {
  return [{ name: path, path: [...path.split('.'), 'value'], ...kind }, ...hardTick(path)];
}

function limitOf(path: string, parts: Record<string, Kind>): FormField[] {
  const fields = Object.entries(parts).map(([part, kind]) => ({
    name: `${path}.${part}`,
    path: [...path.split('.'), 'value', part],
    ...kind,
  }));
  return [...fields, ...hardTick(path)];
}

function hardTick(path: string): FormField[] {
  return [{ name: `${path}.hard`, path: [...path.split('.'), 'hard'], ...tick }];
}

const SLOT_HOURS = 2;

/** Times of the week as ticks: `monday.evening`, or `monday.evening=1.5` where it is not the usual two hours. */
const week: Kind = {
  isList: true,
  read: (values) => {
    const grid: Record<string, Record<string, number>> = {};
    for (const value of values.filter(isGiven)) {
      const [, weekday, part, hours] = /^([a-z]+)\.([a-z]+)(?:=(\d{1,2}(?:\.\d{1,20})?))?$/.exec(value) ?? [];
      const known = WEEKDAYS.some((one) => one === weekday) && DAY_PARTS.some((one) => one === part);
      if (!known || weekday === undefined || part === undefined) throw new FormFault('Choose times of the week.');
      grid[weekday] = { ...grid[weekday], [part]: hours === undefined ? SLOT_HOURS : Number(hours) };
    }
    return Object.keys(grid).length === 0 ? undefined : grid;
  },
  write: (value) => slotsOf(value as WeekGrid),
  wanted: 'Choose times of the week.',
};

/** The ticks of a week, in its order. */
export function slotsOf(grid: WeekGrid): string[] {
  return WEEKDAYS.flatMap((weekday) =>
    DAY_PARTS.flatMap((part) => {
      const hours = grid[weekday]?.[part];
      if (hours === undefined) return [];
      return [hours === SLOT_HOURS ? `${weekday}.${part}` : `${weekday}.${part}=${hours}`];
    }),
  );
}

/** The name of a field as it stands in the form. */
export function sentName({ name, isList }: Pick<FormField, 'name' | 'isList'>): string {
  return isList ? `${name}[]` : name;
}

/** Each in its place: all but the gap, the days away, and what matters most, which are read together in `form.ts`. */
export const FORM_FIELDS: readonly FormField[] = [
  ...field('goals.now.occupation', line),
  ...field('goals.now.skills', many),
  ...field('goals.now.text', longer),
  ...field('goals.next.occupation', line),
  ...field('goals.next.skills', many),
  ...field('goals.next.text', longer),
  ...field('goals.next.qualification', line),
  ...field('goals.term', choice),
  ...limit('goals.teaches', number(1, 50, true)),
  ...limit('goals.languages', many),
  ...field('field.development', choice),
  ...field('field.text', line),
  ...limit('field.since', day),
  ...field('budget.payer', choice),
  ...limit('budget.limit', number(0, 1_000_000)),
  ...field('budget.currency', choice),
  ...field('budget.includes', many),
  ...limit('time.hoursPerWeek', number(0.5, 120)),
  ...field('time.week', week),
  ...limit('time.weeks', number(1, 520)),
  ...field('time.startFrom', day),
  ...limit('time.startBy', day),
  ...limit('time.deadline', day),
  ...limit('time.mode', many),
  ...limitOf('time.near', { place: line, km: number(1, 20_000) }),
  ...limit('time.pace', choice),
  ...limit('recognition.bodies', many),
  ...field('recognition.signed', tick),
  ...limit('recognition.cpdHours', number(1, 10_000)),
  ...limitOf('recognition.credit', { amount: number(1, 1_000), scheme: choice }),
  ...limit('recognition.level', number(1, 8, true)),
  ...limit('recognition.earns', many),
  ...limit('recognition.assessed', tick),
  ...limit('reviews.rating', number(0, 5)),
  ...limit('reviews.count', number(1, 1_000_000, true)),
  ...field('reviews.matters', many),
];
