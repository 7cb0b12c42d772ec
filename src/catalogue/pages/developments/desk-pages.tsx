/** Where developments are written: the same pages in the workplace of an organisation and for staff. */
import type { ComponentChildren } from 'preact';
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import {
  Crumbs,
  Field,
  type Frame,
  formatDay,
  Layout,
  Notice,
  PageHead,
  type Refusal,
  State,
  Tag,
  TextArea,
} from '../../../ui/index.js';
import { developmentChoices, MOST_SOURCES } from '../../rules/developments/form.js';
import { linkState } from '../../rules/developments/links.js';
import type { DevelopmentRow, DevelopmentState } from '../../schema/development.js';

/** Whose desk it is: an organisation's, with its workplace, or the staff's. */
export type Desk = { frame: Frame; base: string; workplace: Workplace | null };

type DeskPageProps = {
  desk: Desk;
  title: string;
  lede?: ComponentChildren;
  done?: string | undefined;
  refusal?: Refusal | null;
  isList?: boolean;
  children: ComponentChildren;
};

function DeskPage({ desk, title, lede, done, refusal = null, isList = false, children }: DeskPageProps) {
  const way = { label: 'Developments', href: desk.base };
  if (desk.workplace)
    return (
      <WorkplacePage
        {...desk.workplace}
        here="developments"
        title={title}
        lede={lede}
        done={done}
        refusal={refusal}
        {...(isList ? {} : { trail: [way] })}
      >
        {children}
      </WorkplacePage>
    );
  return (
    <Layout frame={desk.frame} title={refusal ? `Please check: ${title}` : `${title} · Staff`} unlisted>
      <div class="wrap page form-page">
        <Crumbs trail={[{ label: 'Staff', href: '/staff' }, ...(isList ? [] : [way]), { label: title }]} />
        <PageHead title={title} lede={lede} done={done} refusal={refusal} />
        {children}
      </div>
    </Layout>
  );
}

type ListProps = { desk: Desk; mayWrite: boolean; rows: readonly DevelopmentRow[]; done?: string | undefined };

export function DeskListPage({ desk, mayWrite, rows, done }: ListProps) {
  return (
    <DeskPage
      desk={desk}
      title="Developments"
      lede="What is new in your field: a rule, a method, a tool. Dated, with its source, in your own words."
      done={done}
      isList
    >
      {mayWrite ? (
        <p class="after">
          <a class="btn" href={`${desk.base}/new`}>
            Write one
          </a>
        </p>
      ) : (
        <Notice kind="note">Once the identity of the organisation is proved, its editors can write here.</Notice>
      )}
      {rows.length === 0 ? (
        <State kind="empty" title="Nothing written yet">
          <p class="small quiet">What you publish stands among what is new, with the courses that teach it.</p>
        </State>
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <DeskRow desk={desk} row={row} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
    </DeskPage>
  );
}

const STATES: Record<DevelopmentState, string> = { draft: 'draft', published: 'published', withdrawn: 'withdrawn' };

function DeskRow({ desk, row, mayWrite }: { desk: Desk; row: DevelopmentRow; mayWrite: boolean }) {
  const isOwn = desk.workplace !== null || row.author === null;
  const isDead = row.sources.some((source) => linkState(source) === 'dead');
  return (
    <li>
      <div>
        {isOwn && mayWrite ? <a href={`${desk.base}/${row.id}`}>{row.title}</a> : row.title}
        <span class="quiet small">
          {formatDay(row.day)}, {STATES[row.state]}
          {!isOwn && `, by ${row.author?.name}`}
        </span>
      </div>
      <span class="row">
        {isDead && <Tag tone="caution">dead link</Tag>}
        {row.state !== 'draft' && (
          <a class="act" href={`/developments/${row.slug}`}>
            See it<span class="sr">, {row.title}</span>
          </a>
        )}
        {row.state !== 'withdrawn' && (
          <a class="act" href={`${desk.base}/${row.id}/withdrawal`}>
            {row.state === 'draft' ? 'Throw away' : 'Withdraw'}
            <span class="sr">, {row.title}</span>
          </a>
        )}
      </span>
    </li>
  );
}

type WriteProps = {
  desk: Desk;
  /** As it is kept; null: a new one. */
  row: DevelopmentRow | null;
  texts: Readonly<Record<string, string>>;
  refusal?: Refusal | null;
};

export function DeskWritePage({ desk, row, texts, refusal = null }: WriteProps) {
  const fault = (field: string) => refusal?.fields?.[field];
  const names = (field: 'skills' | 'occupations' | 'subjects', label: string, hint: string) => (
    <TextArea id={field} name={field} label={label} hint={hint} value={texts[field]} error={fault(field)} rows={3} />
  );
  const example = developmentChoices();
  return (
    <DeskPage desk={desk} title={row ? 'Change a development' : 'Write a development'} refusal={refusal}>
      {row?.state === 'withdrawn' && <Notice kind="note">It is withdrawn. Publishing it shows it again.</Notice>}
      <form class="form" method="post">
        <Field
          id="title"
          name="title"
          label="What is new, in a line"
          value={texts.title}
          error={fault('title')}
          maxLength={200}
          required
        />
        <Field
          id="day"
          name="day"
          type="date"
          label="Day"
          hint="On which it was published, or takes effect."
          value={texts.day}
          error={fault('day')}
          required
        />
        <TextArea
          id="summary"
          name="summary"
          label="What changes, and for whom"
          hint="In your own words, up to 2,000 characters. Facts, not praise."
          value={texts.summary}
          error={fault('summary')}
          maxLength={2000}
          rows={8}
          required
        />
        {names('skills', 'Skills', `One a line, by the names of the list of skills, such as “${example.skills[0]}”.`)}
        {names('subjects', 'Subjects', `One a line, such as “${example.subjects[0]}”. You may leave it empty.`)}
        {names(
          'occupations',
          'Occupations',
          `One a line, such as “${example.occupations[0]}”. You may leave it empty.`,
        )}
        {Array.from({ length: MOST_SOURCES }, (_, index) => (
          <SourceFields
            number={index + 1}
            texts={texts}
            fault={fault}
            found={row?.sources[index]?.foundTitle ?? null}
          />
        ))}
        <p class="row">
          <button class="btn" type="submit" name="act" value="publish">
            {row?.state === 'published' ? 'Publish the change' : 'Publish'}
          </button>
          {row?.state !== 'published' && row?.state !== 'withdrawn' && (
            <button class="btn btn-line" type="submit" name="act" value="keep">
              Keep as a draft
            </button>
          )}
        </p>
      </form>
    </DeskPage>
  );
}

type SourceFieldsProps = {
  number: number;
  texts: Readonly<Record<string, string>>;
  fault: (field: string) => string | undefined;
  found: string | null;
};

function SourceFields({ number, texts, fault, found }: SourceFieldsProps) {
  const [url, title] = [`url${number}`, `source${number}`];
  return (
    <fieldset class="field">
      <legend>{number === 1 ? 'Source' : `Source ${number}, if there is one`}</legend>
      <Field
        id={url}
        name={url}
        type="url"
        label="Web address"
        value={texts[url]}
        error={fault(url)}
        required={number === 1}
      />
      <Field
        id={title}
        name={title}
        label="What the page is called, and whose it is"
        {...(found === null ? {} : { hint: `The page calls itself “${found}”.` })}
        value={texts[title]}
        error={fault(title)}
        maxLength={200}
        required={number === 1}
      />
    </fieldset>
  );
}

type WithdrawProps = { desk: Desk; row: DevelopmentRow; given?: string | undefined; refusal?: Refusal | null };

export function DeskWithdrawPage({ desk, row, given, refusal = null }: WithdrawProps) {
  const isDraft = row.state === 'draft';
  return (
    <DeskPage
      desk={desk}
      title={isDraft ? 'Throw this draft away?' : 'Withdraw this development?'}
      lede={
        isDraft
          ? `“${row.title}” is gone then. Nobody else has seen it.`
          : `“${row.title}” leaves the list. Its page stays, and says why.`
      }
      refusal={refusal}
    >
      <form class="form" method="post">
        {!isDraft && (
          <TextArea
            id="reason"
            name="reason"
            label="Why"
            hint="Everybody can read it."
            value={given}
            error={refusal?.fields?.reason}
            maxLength={300}
            rows={3}
            required
          />
        )}
        <button class="btn" type="submit">
          {isDraft ? 'Throw it away' : 'Withdraw it'}
        </button>
      </form>
    </DeskPage>
  );
}
