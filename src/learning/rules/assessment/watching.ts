/** How tests were supervised and learners identified, as a European microcredential says it: the way and the day, never a document. */
import type { Assurance, AssuranceMethod } from '../../schema/assessment.js';
import type { CourseContent } from '../../schema/index.js';

const METHODS: Readonly<Record<AssuranceMethod, string>> = {
  online: 'supervised online',
  'on-site': 'supervised on site',
  document: 'identity checked by a document that was shown',
  account: 'identity checked by an account of their institution',
  known: 'identity known to the assessor in person',
};

/** A sentence for each test; none for a test that the edition does not have. */
export function watchedInWords(assurances: readonly Assurance[], { weeks }: Pick<CourseContent, 'weeks'>): string[] {
  return weeks
    .flatMap(({ steps }) => steps)
    .flatMap(({ key, title }) => {
      const own = assurances.filter(({ step }) => step === key);
      const said = own.map(({ method, day }) => `${METHODS[method]} (${day})`);
      return said.length === 0 ? [] : [`“${title}”: ${said.join(', ')}.`];
    });
}
