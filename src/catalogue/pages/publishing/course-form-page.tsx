/** The form of a course: one long page in sections; nothing is published by it before it was looked at, or the button says so. */
import { WorkplacePage } from '../../../organisations/index.js';
import { formatNumber, type Refusal } from '../../../ui/index.js';
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
import { below, type Place, pathOf } from './place.js';

/** What goes with the form, unseen. */
export type FormAbout = { key: string; course: string | null; version: string };

export type CourseFormPageProps = {
  place: Place;
  about: FormAbout;
  form: CourseForm;
  whose: Filled['whose'];
  faults?: Faults;
  refusal?: Refusal | null;
  shown: { title: string; slug: string; edition: number; sources: string[] } | null;
  isStated: boolean;
  draftId: string | null;
  /** What was just done. */
  done?: string | null;
};

export function CourseFormPage(props: CourseFormPageProps) {
  const { place, about, form, whose, faults = {}, refusal, shown, draftId, done } = props;
  const base = pathOf(place);
  const filled = { form, faults, whose };
  return (
    <WorkplacePage
      {...place}
      here="courses"
      trail={below(place)}
      title={shown ? `Edit ${shown.title}` : 'A new course'}
      lede={<Lede {...props} />}
      done={done}
      refusal={refusal ? { message: refusal.message } : null}
    >
      <Faulty faults={faults} />
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
        <Buttons base={base} mayPublish={place.mayPublish} />
      </form>
      {draftId && (
        <p class="after small">
          <a href={`${base}/drafts/${draftId}/drop`}>Throw this draft away</a>
        </p>
      )}
    </WorkplacePage>
  );
}

function Lede({ shown, isStated, draftId, place }: CourseFormPageProps) {
  if (!shown) return <>Only the title must be there. What you leave empty is shown as not stated, never guessed.</>;
  const others = shown.sources.filter((name) => name !== place.organisation.name);
  return (
    <>
      {draftId && 'This is your draft; it is not published yet. '}
      {isStated
        ? `Edition ${formatNumber(shown.edition)} is published. Changed content makes a new edition; prices and dates make none.`
        : `So far only others state this course${others.length > 0 ? `: ${others.join(', ')}` : ''}. The form holds what they say; once you publish it, it stands as your own word.`}{' '}
      <a href={`/courses/${shown.slug}`}>See its page</a>
    </>
  );
}

/** Every fault at once, each a way to its field. */
function Faulty({ faults }: { faults: Faults }) {
  const entries = Object.entries(faults);
  if (entries.length === 0) return null;
  return (
    <ul class="note bad faults">
      {entries.map(([path, words]) => (
        <li>
          <a href={`#f-${path.replaceAll('.', '-')}`}>{labelOf(path)}</a>: {words}
        </li>
      ))}
    </ul>
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
