/** The form of a course: one long page in sections; nothing is published by it before it was looked at, or the button says so. */
import { Crumbs, type Frame, formatNumber, Layout, Notice, type Refusal } from '../../../ui/index.js';
import {
  type CourseField,
  type CourseForm,
  type Faults,
  FIELD_LABELS,
  type RunField,
} from '../../rules/publishing/index.js';
import type { Filled } from './form-fields.js';
import { Runs } from './form-runs.js';
import { HowItIsTaught, WhatItCosts, WhatItIs, WhatItIsWorth, WhatItTeaches } from './form-sections.js';

export type FormWho = { slug: string; name: string };
/** What goes with the form, unseen. */
export type FormAbout = { key: string; course: string | null; version: string };

export type CourseFormPageProps = {
  frame: Frame;
  organisation: FormWho;
  about: FormAbout;
  form: CourseForm;
  whose: Filled['whose'];
  faults?: Faults;
  refusal?: Refusal | null;
  shown: { title: string; slug: string; edition: number; sources: string[] } | null;
  isStated: boolean;
  draftId: string | null;
  /** An author may write, and an editor publish. */
  mayPublish: boolean;
  /** What was just done. */
  done?: string | null;
};

export function CourseFormPage(props: CourseFormPageProps) {
  const { frame, organisation, about, form, whose, faults = {}, refusal, shown, draftId, done } = props;
  const base = `/organisations/${organisation.slug}`;
  const title = shown ? `Edit ${shown.title}` : 'A new course';
  const filled = { form, faults, whose };
  return (
    <Layout frame={frame} title={refusal ? `Please check: ${title}` : title} unlisted>
      <div class="wrap page form-page">
        <Crumbs
          trail={[
            { label: organisation.name, href: base },
            { label: 'Courses', href: `${base}/courses` },
            { label: shown ? shown.title : 'New' },
          ]}
        />
        <h1>{title}</h1>
        <Lede {...props} />
        {done && <Notice kind="done">{done}</Notice>}
        {refusal && <Refused refusal={refusal} faults={faults} />}
        <form class="form" method="post" action={`${base}/courses/form`}>
          <button class="sr" type="submit" name="act" value="look" tabIndex={-1} aria-hidden="true">
            Look at it first
          </button>
          <About about={about} />
          <WhatItIs filled={filled} />
          <WhatItTeaches filled={filled} />
          <WhatItIsWorth filled={filled} />
          <HowItIsTaught filled={filled} />
          <WhatItCosts filled={filled} />
          <Runs filled={filled} />
          <Buttons base={base} mayPublish={props.mayPublish} />
        </form>
        {draftId && (
          <p class="after small">
            <a href={`${base}/drafts/${draftId}/drop`}>Throw this draft away</a>
          </p>
        )}
      </div>
    </Layout>
  );
}

function Lede({ shown, isStated, draftId, organisation }: CourseFormPageProps) {
  if (!shown)
    return (
      <p class="lede">Only the title must be there. What you leave empty is shown as not stated, never guessed.</p>
    );
  const others = shown.sources.filter((name) => name !== organisation.name);
  return (
    <p class="lede">
      {draftId && 'This is your draft; it is not published yet. '}
      {isStated
        ? `Edition ${formatNumber(shown.edition)} is published. Changed content makes a new edition; prices and dates make none.`
        : `So far only others state this course${others.length > 0 ? `: ${others.join(', ')}` : ''}. The form holds what they say; once you publish it, it stands as your own word.`}{' '}
      <a href={`/courses/${shown.slug}`}>See its page</a>
    </p>
  );
}

function Refused({ refusal, faults }: { refusal: Refusal; faults: Faults }) {
  const entries = Object.entries(faults);
  return (
    <Notice kind="error">
      <p>{refusal.message}</p>
      {entries.length > 0 && (
        <ul class="plain">
          {entries.map(([path, words]) => (
            <li>
              <a href={`#f-${path.replaceAll('.', '-')}`}>{labelOf(path)}</a>: {words}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function labelOf(path: string): string {
  const [, at, field] = /^runs\.(\d+)\.(.+)$/.exec(path) ?? [];
  const name = FIELD_LABELS[(field ?? path) as CourseField | RunField] ?? path;
  return at === undefined ? name : `Run ${Number(at) + 1}, ${name.toLowerCase()}`;
}

/** The hidden fields that say what the form is about. */
export function About({ about }: { about: FormAbout }) {
  return (
    <>
      <input type="hidden" name="key" value={about.key} />
      <input type="hidden" name="course" value={about.course ?? ''} />
      <input type="hidden" name="version" value={about.version} />
    </>
  );
}

export function Buttons({
  base,
  mayPublish,
  looking = false,
}: {
  base: string;
  mayPublish: boolean;
  looking?: boolean;
}) {
  return (
    <div class="row form-acts">
      {mayPublish && looking && (
        <button class="btn" type="submit" formAction={`${base}/courses/publish`}>
          Publish
        </button>
      )}
      {looking ? (
        <button class="btn btn-line" type="submit" name="act" value="again">
          Change something
        </button>
      ) : (
        <button class="btn" type="submit" name="act" value="look">
          Look at it first
        </button>
      )}
      <button class="btn btn-line" type="submit" name="act" value="draft">
        Save as a draft
      </button>
      {mayPublish && !looking && (
        <button class="btn btn-line" type="submit" formAction={`${base}/courses/publish`}>
          Publish now
        </button>
      )}
      {!mayPublish && <p class="small quiet">An editor of the organisation publishes what you write.</p>}
    </div>
  );
}
