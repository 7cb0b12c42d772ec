/** What it was done with: activities and interactions (xAPI 1.0.3 Data 2.4.4.1, appendix C). */
import {
  type Check,
  extensions,
  fault,
  languageMap,
  listOf,
  object,
  oneOf,
  type Plain,
  text,
  textOf,
} from './shapes.js';
import { isIri } from './texts.js';

const iri = textOf(isIri, 'an IRI');

/** Which lists of components each kind of interaction may have. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  'true-false': [],
  choice: ['choices'],
  'fill-in': [],
  'long-fill-in': [],
  matching: ['source', 'target'],
  performance: ['steps'],
  sequencing: ['choices'],
  likert: ['scale'],
  numeric: [],
  other: [],
};
const LISTS = ['choices', 'scale', 'source', 'target', 'steps'] as const;

const components: Check = (value, at) => {
  listOf(object({ id: text, description: languageMap }, ['id']))(value, at);
  const ids = (value as { id: string }[]).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) fault(at, `the id "${twice.slice(0, 100)}" stands twice.`);
};

const definition = object(
  {
    name: languageMap,
    description: languageMap,
    type: iri,
    moreInfo: textOf(isIri, 'an address (IRL)'),
    extensions,
    interactionType: oneOf(...Object.keys(COMPONENTS)),
    correctResponsesPattern: listOf(text),
    ...Object.fromEntries(LISTS.map((name) => [name, components])),
  },
  [],
  checkInteraction,
);

function checkInteraction(value: Plain, at: string): void {
  const { interactionType } = value;
  const given = LISTS.filter((name) => name in value);
  if (interactionType === undefined) {
    if (given.length > 0 || 'correctResponsesPattern' in value) fault(at, 'must say its interactionType.');
    return;
  }
  const wrong = given.find((name) => !COMPONENTS[interactionType as string]?.includes(name));
  if (wrong) fault(`${at}.${wrong}`, `does not belong to an interaction of the type ${interactionType as string}.`);
}

export const activity: Check = object({ objectType: oneOf('Activity'), id: iri, definition }, ['id']);
