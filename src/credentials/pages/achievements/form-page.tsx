/** The editor of an achievement, with its badge and the meter beside it. */
import { WorkplacePage } from '../../../organisations/index.js';
import { type Refusal, Section } from '../../../ui/index.js';
import { type AchievementFaults, type AchievementField, FIELD_LABELS } from '../../rules/achievement-fields.js';
import type { Completeness } from '../../rules/completeness/index.js';
import type { Achievement } from '../../schema/achievement.js';
import { BadgePicture } from './badge-picture.js';
import type { Filled } from './form-fields.js';
import { Badge, Languages, Skills, WhatItIs, WhatItIsWorth, WhatItTakes } from './form-sections.js';
import { Versions } from './list-pages.js';
import { CompletenessMeter } from './meter.js';
import { below, type Place, pathOf } from './place.js';

/** What the words of the form come to. `colours`: why its colours cannot be read; null: they can. */
export type Looked = { svg: string | null; completeness: readonly Completeness[]; colours: string | null };

type FormProps = {
  place: Place;
  achievement: Achievement;
  saves: number;
  filled: Filled;
  looked: Looked;
  courses: readonly { id: string; title: string }[];
  offered: readonly string[];
  versions: readonly { version: number; publishedAt: Date }[];
  refusal?: Refusal | null;
  done?: string | null;
};

export function AchievementFormPage(props: FormProps) {
  const { place, achievement, saves, filled, looked, courses, offered, versions, refusal, done } = props;
  const base = `${pathOf(place)}/${achievement.id}`;
  return (
    <WorkplacePage
      {...place}
      here="achievements"
      trail={below(place)}
      title={achievement.content.name || 'A new achievement'}
      lede={<Lede achievement={achievement} />}
      done={done}
      refusal={refusal ? { message: refusal.message } : null}
      enhancers={['preview']}
    >
      <Faulty faults={filled.faults} />
      <div class="with-preview">
        <form class="form" method="post" action={base} data-preview={`${base}/preview`} data-into="preview">
          <input type="hidden" name="saves" value={saves} />
          <button class="sr" type="submit" name="act" value="save" tabIndex={-1} aria-hidden="true">
            Save
          </button>
          <WhatItIs filled={filled} courses={courses} />
          <WhatItTakes filled={filled} />
          <WhatItIsWorth filled={filled} />
          <Skills filled={filled} offered={offered} />
          <Languages filled={filled} />
          <Badge filled={filled} />
          <div class="row form-acts">
            <button class="btn" type="submit" name="act" value="save">
              Save
            </button>
            <button class="btn btn-line" type="submit" name="act" value="publish">
              {versions.length === 0 ? 'Save and publish' : 'Save and publish a new version'}
            </button>
          </div>
        </form>
        <aside class="preview" id="preview" aria-label="How it looks and what it says">
          <Preview looked={looked} achievement={achievement} base={base} />
        </aside>
      </div>
      <Picture base={base} achievement={achievement} />
      <Versions place={place} achievement={achievement} versions={versions} />
    </WorkplacePage>
  );
}

function Lede({ achievement: { state, version, id } }: { achievement: Achievement }) {
  if (version === 0) return <>A draft: only your colleagues see it. What you leave empty is not said, never guessed.</>;
  return (
    <>
      Version {version} is {state}. It never changes: what you publish here becomes version {version + 1}.{' '}
      <a href={`/achievements/${id}`}>See its page</a>
    </>
  );
}

/** The part that a script draws anew while one types. */
export function Preview({ looked, achievement, base }: { looked: Looked; achievement: Achievement; base: string }) {
  const { svg, completeness, colours } = looked;
  return (
    <>
      <BadgePicture svg={svg} address={`${base}/picture.png`} alt={`Badge: ${achievement.content.name}`} />
      {colours && <p class="note caution">{colours}</p>}
      <h2 class="preview-title">What it says</h2>
      <p class="small quiet">A count of what each framework asks for, not a claim that it conforms.</p>
      <CompletenessMeter completeness={completeness} editing />
    </>
  );
}

function Picture({ base, achievement }: { base: string; achievement: Achievement }) {
  const { picture } = achievement.content.art;
  return (
    <Section id="picture" title="A picture of your own">
      <p>
        In place of the stone: a square PNG or JPEG, at most 4 MB. It is drawn anew at 512 by 512, so nothing hidden in
        the file comes along. Save your words first.
      </p>
      <form class="form" method="post" action={`${base}/picture`} enctype="multipart/form-data">
        <div class="field">
          <label for="f-picture">The picture</label>
          <input class="input" id="f-picture" name="picture" type="file" accept="image/png,image/jpeg" />
        </div>
        <div class="row form-acts">
          <button class="btn btn-line" type="submit">
            Use this picture
          </button>
          {picture !== null && (
            <button class="btn btn-line" type="submit" name="act" value="remove">
              Use the stone again
            </button>
          )}
        </div>
      </form>
    </Section>
  );
}

/** Every fault at once, each a way to its field. */
function Faulty({ faults }: { faults: AchievementFaults }) {
  const entries = Object.entries(faults);
  if (entries.length === 0) return null;
  return (
    <ul class="note bad faults">
      {entries.map(([field, words]) => (
        <li>
          <a href={`#f-${field.replaceAll('.', '-')}`}>{labelOf(field)}</a>: {words}
        </li>
      ))}
    </ul>
  );
}

function labelOf(field: string): string {
  return FIELD_LABELS[field as AchievementField] ?? 'Other languages';
}
