/**
 * MOOChub 3: the feed of German MOOC platforms (JSON:API, courses in `data`), and its JSON Schema, which is recognised and holds no
 * course. The attributes are schema.org's with a few of its own.
 */
import type { Format, Reading, Sample } from '../../schema.js';
import { readJson } from '../readers/json.js';
import { courseReading } from '../readers/record.js';
import { objectOf, wordsOf } from '../readers/values.js';
import { recordOf } from './course.js';

export const moochub: Format = {
  name: 'moochub',
  title: 'MOOChub 3',
  recognise: ({ head }) => {
    if (!/^\s*\{/.test(head)) return 0;
    if (/"\$schema"\s*:\s*"https?:\/\/json-schema\.org/.test(head)) return /moochub/i.test(head) ? 0.97 : 0.8;
    const isApi =
      /"jsonapi"|"links"/.test(head) && /"attributes"/.test(head) && /"type"\s*:\s*"(Course|courses)"/.test(head);
    return isApi ? 0.9 : 0;
  },
  sourceOf: ({ head, name }: Sample) => {
    const address = /^https?:\/\//.test(name) ? name : /"self"\s*:\s*"(https?:\/\/[^"\s]{1,300})"/.exec(head)?.[1];
    if (!address || !URL.canParse(address)) return undefined;
    const { hostname, origin } = new URL(address);
    const key = hostname.replace(/^www\./, '');
    return { key, name: `MOOChub feed of ${key}`, url: origin };
  },
  read,
};

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  for await (const unit of readJson(input, { stream: ['data'] })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'value') yield readCourse(unit.value, unit.at);
    else if (wordsOf(unit.value.$schema) && unit.value.properties !== undefined) {
      yield { type: 'note', at: '$', message: 'a JSON Schema: it describes a feed and holds no course' };
    }
  }
}

function readCourse(value: unknown, at: string): Reading {
  const item = objectOf(value);
  const attributes = item && objectOf(item.attributes);
  const id = item && wordsOf(item.id);
  if (!item || !attributes || !id) return { type: 'refused', at, reason: 'a course needs an id and attributes' };
  const record = recordOf(id, attributes);
  return typeof record === 'string' ? { type: 'refused', at, reason: record } : courseReading(at, record);
}
