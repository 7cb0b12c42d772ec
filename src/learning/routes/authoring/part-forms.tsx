/** Every part of a course that has a page of its own. */
import { z } from 'zod';
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { ItemFields } from '../../pages/authoring/item-fields.js';
import { Questions, Rubric } from '../../pages/authoring/lists.js';
import { AreaInput, ChoiceInput, Group, LineInput, PartFormPage, rowsOf } from '../../pages/authoring/part-form.js';
import { coursePath } from '../../pages/authoring/shell.js';
import { StepFields } from '../../pages/authoring/step-fields.js';
import { listMedia } from '../../queries/authoring/media.js';
import { editBank, editCriterion, editItem, editStep, editWeek } from '../../rules/authoring/edits.js';
import { textsOfBank, textsOfWeek } from '../../rules/authoring/forms/course.js';
import { MOST_LEVELS, textsOfCriterion } from '../../rules/authoring/forms/criterion.js';
import { textsOfItem } from '../../rules/authoring/forms/item.js';
import { textsOfStep } from '../../rules/authoring/forms/step.js';
import { ownItems } from '../../rules/authoring/keys.js';
import { findStep, findWeek } from '../../rules/authoring/outline.js';
import {
  findAssignment,
  findBank,
  findCriterion,
  findItem,
  heldIn,
  holderOf,
} from '../../rules/authoring/questions.js';
import { ITEM_WORDS, itemTitle, STEP_WORDS } from '../../rules/authoring/words.js';
import { type ItemType, Key } from '../../schema/index.js';
import { aboutForm, completionForm } from './course-forms.js';
import { addDrawingRoute, addPartForm, type Params, type PartForm } from './forms.js';

const at = (params: Params, name: string): string => params[name] ?? '';
const Holder = z.string().regex(/^(step|bank):[a-z0-9-]{1,64}$/);
const Type = z.enum(Object.keys(ITEM_WORDS) as [ItemType, ...ItemType[]]);

export function addPartForms(app: App, parts: LearningRoutes): void {
  for (const form of [aboutForm, completionForm, weekForm, stepForm, bankForm]) addPartForm(app, parts, form);
  for (const form of [newItemForm, itemForm, newCriterionForm, criterionForm]) addPartForm(app, parts, form);
  addDrawingRoute(app, parts);
}

const weekForm: PartForm = {
  path: '/weeks/:week',
  params: z.object({ week: Key }),
  textsOf: (draft, params) => textsOfWeek(findWeek(draft, at(params, 'week'))),
  edit: (draft, params, sent) => editWeek(draft, at(params, 'week'), sent),
  drawn: 'summary',
  next: () => '',
  draw: async (_parts, { place, hosted, draft }, params, form) => (
    <PartFormPage {...{ place, hosted }} {...form} at="" title={findWeek(draft, at(params, 'week')).title}>
      <LineInput filled={form.filled} name="title" label="Title" max={200} />
      <AreaInput filled={form.filled} name="summary" label="Summary (optional)" hint="Markdown" rows={6} />
    </PartFormPage>
  ),
};

const stepForm: PartForm = {
  path: '/steps/:step',
  params: z.object({ step: Key }),
  textsOf: (draft, params) => textsOfStep(findStep(draft, at(params, 'step')).step),
  edit: (draft, params, sent) => editStep(draft, at(params, 'step'), sent),
  drawn: 'body',
  draw: async (parts, { place, hosted, draft }, params, form) => {
    const { step } = findStep(draft, at(params, 'step'));
    const base = coursePath(place, hosted);
    const files = step.type === 'video' ? await listMedia(parts.db, hosted.id) : [];
    const after = (
      <>
        {step.type === 'quiz' && <Questions base={base} holder={`step:${step.key}`} items={ownItems(step)} />}
        {step.type === 'assignment' && <Rubric base={base} step={step.key} rubric={step.rubric} />}
        <p>
          <a href={`${base}/preview/${step.key}`}>Preview the step as a learner</a>
        </p>
      </>
    );
    return (
      <PartFormPage {...{ place, hosted, after }} {...form} at="" title={step.title} lede={STEP_WORDS[step.type].name}>
        <StepFields {...{ step, draft, files }} filled={form.filled} />
      </PartFormPage>
    );
  },
};

const bankForm: PartForm = {
  path: '/banks/:bank',
  params: z.object({ bank: Key }),
  textsOf: (draft, params) => textsOfBank(findBank(draft, at(params, 'bank'))),
  edit: (draft, params, sent) => editBank(draft, at(params, 'bank'), sent),
  draw: async (_parts, { place, hosted, draft }, params, form) => {
    const { key, title, items } = findBank(draft, at(params, 'bank'));
    const base = coursePath(place, hosted);
    const after = (
      <>
        <Questions base={base} holder={`bank:${key}`} items={items} />
        <p>
          <a href={`${base}/removal?part=bank:${key}`}>Take this bank out</a>
        </p>
      </>
    );
    return (
      <PartFormPage
        {...{ place, hosted, title, after }}
        {...form}
        at=""
        lede="A bank of questions. Quizzes draw from it: choose how many on the page of the quiz."
      >
        <LineInput filled={form.filled} name="title" label="Title" max={200} />
      </PartFormPage>
    );
  },
};

const holderPath = (params: Params): string => {
  const { kind, key } = holderOf(at(params, 'holder'));
  return kind === 'bank' ? `/banks/${key}` : `/steps/${key}`;
};

const drawItem =
  (
    typeOf: (draft: Parameters<PartForm['textsOf']>[0], params: Params) => { type: ItemType; title: string },
  ): PartForm['draw'] =>
  async (parts, { place, hosted, draft }, params, form) => {
    const held = heldIn(draft, holderOf(at(params, 'holder')));
    const { type, title } = typeOf(draft, params);
    const files = type === 'hotspot' ? await listMedia(parts.db, hosted.id) : [];
    const trail = [{ label: held.title, href: `${coursePath(place, hosted)}${holderPath(params)}` }];
    return (
      <PartFormPage {...{ place, hosted, trail, title }} {...form} at="" lede={ITEM_WORDS[type].about}>
        <ItemFields {...{ type, draft, files }} filled={form.filled} />
      </PartFormPage>
    );
  };

const newItemForm: PartForm = {
  path: '/items/:holder/new/:type',
  params: z.object({ holder: Holder, type: Type }),
  textsOf: (draft, params) => {
    heldIn(draft, holderOf(at(params, 'holder')));
    return { type: at(params, 'type'), points: '1', scoring: 'all', shuffle: 'yes', tolerance: 'exact' };
  },
  edit: (draft, params, sent) =>
    editItem(draft, { holder: holderOf(at(params, 'holder')), key: '', type: Type.parse(params.type) }, sent),
  drawn: 'prompt',
  next: holderPath,
  draw: drawItem((_draft, params) => {
    const type = Type.parse(params.type);
    return { type, title: `New question: ${ITEM_WORDS[type].name.toLowerCase()}` };
  }),
};

const itemIn = (draft: Parameters<PartForm['textsOf']>[0], params: Params) =>
  findItem(draft, holderOf(at(params, 'holder')), at(params, 'question'));

const itemForm: PartForm = {
  path: '/items/:holder/:question',
  params: z.object({ holder: Holder, question: Key }),
  textsOf: (draft, params) => textsOfItem(itemIn(draft, params)),
  edit: (draft, params, sent) => {
    const { type, key } = itemIn(draft, params);
    return editItem(draft, { holder: holderOf(at(params, 'holder')), key, type }, sent);
  },
  drawn: 'prompt',
  next: holderPath,
  draw: drawItem((draft, params) => {
    const item = itemIn(draft, params);
    return { type: item.type, title: itemTitle(item) };
  }),
};

const drawCriterion =
  (titleOf: (draft: Parameters<PartForm['textsOf']>[0], params: Params) => string): PartForm['draw'] =>
  async (_parts, { place, hosted, draft }, params, form) => {
    const step = findAssignment(draft, at(params, 'step'));
    const trail = [{ label: step.title, href: `${coursePath(place, hosted)}/steps/${step.key}` }];
    const outcomes = draft.outcomes.map(({ key, text }) => ({ value: key, label: text }));
    return (
      <PartFormPage
        {...{ place, hosted, trail }}
        {...form}
        at=""
        title={titleOf(draft, params)}
        lede="A criterion of the rubric"
      >
        <AreaInput filled={form.filled} name="text" label="What is looked for" rows={2} />
        {outcomes.length > 0 && (
          <ChoiceInput
            filled={form.filled}
            name="outcome"
            label="Learning outcome that it shows"
            options={[{ value: '', label: 'None in particular' }, ...outcomes]}
          />
        )}
        <Group title="Levels" about="The lowest first. Empty one to take it out.">
          {rowsOf(form.filled.texts, 'level', ['text', 'key'], { most: MOST_LEVELS }).map((row) => (
            <div class="form-row">
              <input type="hidden" name={`level.${row}.key`} value={form.filled.texts[`level.${row}.key`] ?? ''} />
              <AreaInput filled={form.filled} name={`level.${row}.text`} label={`Level ${row + 1}`} rows={2} />
              <LineInput
                filled={form.filled}
                name={`level.${row}.points`}
                label={`Points of level ${row + 1}`}
                mode="decimal"
                max={8}
              />
            </div>
          ))}
        </Group>
      </PartFormPage>
    );
  };

const newCriterionForm: PartForm = {
  path: '/rubric/:step/new',
  params: z.object({ step: Key }),
  textsOf: (draft, params) => {
    findAssignment(draft, at(params, 'step'));
    return { text: '', outcome: '' };
  },
  edit: (draft, params, sent) => editCriterion(draft, { step: at(params, 'step'), key: '' }, sent),
  next: (params) => `/steps/${at(params, 'step')}`,
  draw: drawCriterion(() => 'New criterion'),
};

const criterionForm: PartForm = {
  path: '/rubric/:step/:criterion',
  params: z.object({ step: Key, criterion: Key }),
  textsOf: (draft, params) => textsOfCriterion(findCriterion(draft, at(params, 'step'), at(params, 'criterion'))),
  edit: (draft, params, sent) => editCriterion(draft, { step: at(params, 'step'), key: at(params, 'criterion') }, sent),
  next: (params) => `/steps/${at(params, 'step')}`,
  draw: drawCriterion((draft, params) => findCriterion(draft, at(params, 'step'), at(params, 'criterion')).text),
};
