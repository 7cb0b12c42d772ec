/**
 * The course of a record that no other source speaks of, as far as it can be woven without the database: most courses of an
 * import are such, and the thread that parses has the record at hand. What comes of it is what `weaveCourses` would make.
 */
import { jsonText, sparse } from '../queries/index.js';
import { weaveCourse } from '../rules/merging.js';
import { slugOf } from '../rules/text.js';
import type { CourseRecord, OfferingRecord } from '../schema.js';
import { factsToShow } from './link-facts.js';

/** `facts` (without the organisations that they name) and `provenance` as JSON; of the facts also what is asked of them. */
export type WovenAlone = FactTexts & AskedOfFacts & { slug: string; offerings: readonly OfferingRecord[] };
export type FactTexts = { facts: string; provenance: string };
export type AskedOfFacts = Pick<CourseRecord, 'title' | 'refreshed' | 'pace' | 'workload'>;

/** Undefined where bodies recognise the course: which they are, the database knows. */
export function weaveAlone(record: CourseRecord, source: string): WovenAlone | undefined {
  if (record.recognition.length > 0) return undefined;
  const woven = weaveCourse([
    {
      id: '',
      source,
      externalId: record.externalId,
      repeat: 1,
      own: false,
      dated: '',
      record: { ...record, offerings: [] },
      // Provenance says whether there are any; who they are is known where the course is written.
      awardingIds: record.awardingBodies.map((_body, at) => String(at)),
      recognisingIds: [],
      apart: [],
    },
  ]);
  const { title, refreshed, pace, workload } = woven.facts;
  const facts = saidText(factsToShow(woven.facts));
  const provenance = jsonText(woven.provenance);
  return { title, refreshed, pace, workload, slug: slugOf(title), facts, provenance, offerings: record.offerings };
}

const NAMED = new Set(['awardingIds', 'recognition']);

/** Facts as JSON but for the organisations that they name. */
export function saidText(facts: object): string {
  return jsonText(sparse(facts, NAMED));
}

/** Facts as JSON: what is said, and then the organisations that are named. */
export function factsText(
  said: string,
  named: { awardingIds: readonly string[]; recognition: readonly object[] },
): string {
  const organisations = jsonText(sparse(named));
  return organisations === '{}' ? said : `${said.slice(0, -1)},${organisations.slice(1)}`;
}
