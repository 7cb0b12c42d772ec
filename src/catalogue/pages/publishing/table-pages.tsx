/** Courses by table: sending it, and looking at what it would do. */
import { WorkplacePage } from '../../../organisations/index.js';
import {
  countOf,
  formatNumber,
  listInWords,
  Notice,
  type Refusal,
  Section,
  Tag,
  TextArea,
  Tick,
} from '../../../ui/index.js';
import type { TablePreview, TableRow } from '../../actions/publishing/tables.js';
import { below, type Place, pathOf } from './place.js';

type SendTableProps = { place: Place; text?: string; refusal?: Refusal | null };

export function SendTablePage({ place, text = '', refusal }: SendTableProps) {
  const base = pathOf(place);
  return (
    <WorkplacePage
      {...place}
      here="courses"
      trail={below(place)}
      title="Send a table of courses"
      lede="A file of comma-separated values, one row a course. You see what it would do before anything is published."
      refusal={refusal ?? null}
    >
      <p>
        Start from <a href={`${base}/courses/template.csv`}>the template</a>, which has every column and an example, or
        from <a href={`${base}/courses/export.csv`}>your courses as they are</a>. A further run of a course is a further
        row with the same id.
      </p>
      <form class="form" method="post" encType="multipart/form-data">
        <div class="field">
          <label for="table-file">The file</label>
          <span class="hint" id="table-file-hint">
            CSV, at most 10 MB. From a spreadsheet: Save as, CSV UTF-8.
          </span>
          <input
            class="input"
            id="table-file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            aria-describedby="table-file-hint"
          />
        </div>
        <TextArea
          id="table-text"
          name="text"
          label="Or paste it here"
          rows={6}
          value={text}
          hint="With the row of column names."
        />
        <button class="btn" type="submit">
          Check the table
        </button>
      </form>
    </WorkplacePage>
  );
}

type CheckTableProps = { place: Place; preview: TablePreview; refusal?: Refusal | null };

const MOST_SHOWN = 200;

export function CheckTablePage({ place, preview, refusal }: CheckTableProps) {
  const { name, faults, faulty, notes, rows, absent } = preview;
  const count = countOf(rows.length + faulty, 'course');
  return (
    <WorkplacePage
      {...place}
      here="courses"
      trail={[...below(place), { label: 'Send a table', href: `${pathOf(place)}/courses/import` }]}
      title="What your table would do"
      lede={`Nothing is published yet. ${name ? `“${name}”` : 'It'} holds ${count}: ${summary(rows, faulty)}.`}
      refusal={refusal ?? null}
    >
      {notes.map((note) => (
        <Notice kind="note">{note}</Notice>
      ))}
      {faults.length > 0 && <Faults faults={faults} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {absent.length > 0 && <Absent absent={absent} />}
      <Publish base={`${pathOf(place)}/courses/import`} preview={preview} />
    </WorkplacePage>
  );
}

function summary(rows: readonly TableRow[], faulty: number): string {
  const count = (what: TableRow['what']) => rows.filter((row) => row.what === what).length;
  const parts = [
    `${formatNumber(count('new'))} new`,
    `${formatNumber(count('changed'))} changed`,
    `${formatNumber(count('unchanged'))} unchanged`,
    ...(faulty > 0 ? [`${formatNumber(faulty)} with faults`] : []),
  ];
  return listInWords(parts);
}

function Faults({ faults }: Pick<TablePreview, 'faults'>) {
  return (
    <Section id="faults" title="What to mend" aside={<span class="tiny">{countOf(faults.length, 'fault')}</span>}>
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Column</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_SHOWN).map(({ row, column, message }) => (
            <tr>
              <th scope="row">Row {row}</th>
              <td data-l="Column">{column === '' ? 'the whole row' : column}</td>
              <td data-l="What to do">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small quiet">
        Rows are numbered as in a spreadsheet: the names of the columns are row 1.
        {faults.length > MOST_SHOWN && ` The first ${MOST_SHOWN} are shown.`}
      </p>
    </Section>
  );
}

const TONES = { new: 'good', changed: 'caution', unchanged: 'unknown' } as const;

function Rows({ rows }: Pick<TablePreview, 'rows'>) {
  const shown = rows
    .toSorted((a, b) => Number(a.what === 'unchanged') - Number(b.what === 'unchanged'))
    .slice(0, MOST_SHOWN);
  return (
    <Section id="rows" title="Course by course">
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Course</th>
            <th scope="col">Row</th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, title, what, fields, others }) => (
            <tr>
              <th scope="row">{title}</th>
              <td data-l="Row" class="num">
                {row}
              </td>
              <td data-l="What happens">
                <span>
                  <Tag tone={TONES[what]}>{what}</Tag>{' '}
                  {fields.length > 0 && <span class="small">{listInWords(fields)}</span>}
                  {others.length > 0 && (
                    <span class="small quiet"> becomes one with what {listInWords(others.slice(0, 3))} says</span>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && (
        <p class="small quiet">
          The first {MOST_SHOWN} of {formatNumber(rows.length)} are shown.
        </p>
      )}
    </Section>
  );
}

function Absent({ absent }: Pick<TablePreview, 'absent'>) {
  return (
    <Section id="absent" title="Not in the table">
      <p>
        {countOf(absent.length, 'course')} that you state {absent.length === 1 ? 'is' : 'are'} not in it, and{' '}
        {absent.length === 1 ? 'stays' : 'stay'} as {absent.length === 1 ? 'it is' : 'they are'} unless you say
        otherwise below: {listInWords(absent.slice(0, 20).map(({ title }) => title))}
        {absent.length > 20 && ` and ${formatNumber(absent.length - 20)} more`}.
      </p>
    </Section>
  );
}

function Publish({ base, preview }: { base: string; preview: TablePreview }) {
  const { id, hash, rows, faults, absent, faulty } = preview;
  const changing = rows.filter(({ what }) => what !== 'unchanged').length;
  return (
    <Section id="publish" title="Publish">
      {rows.length === 0 ? (
        <p>No course of it can be published as it stands. Mend the table and send it again.</p>
      ) : (
        <form class="form" method="post" action={`${base}/${id}`}>
          <input type="hidden" name="hash" value={hash} />
          {faults.length > 0 && (
            <Tick
              name="leaveOut"
              value="yes"
              label={`Leave out the ${countOf(faulty, 'course')} with faults, and publish the rest`}
            />
          )}
          {absent.length > 0 && faults.length === 0 && (
            <Tick
              name="withdrawAbsent"
              value="yes"
              label={`Withdraw the ${countOf(absent.length, 'course')} that ${absent.length === 1 ? 'is' : 'are'} not in the table`}
            />
          )}
          {changing === 0 && <p>All of it is published already as it stands.</p>}
          <button class="btn" type="submit">
            Publish {rows.length === 1 ? 'this course' : `these ${formatNumber(rows.length)} courses`}
          </button>
        </form>
      )}
      <p class="after">
        <a href={base}>Send another table</a>
      </p>
    </Section>
  );
}
