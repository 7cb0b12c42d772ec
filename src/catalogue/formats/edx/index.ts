/**
 * edX's course-discovery API: courses with their runs and seats, and programs with their courses. What one pays is the lowest
 * seat that is no audit seat; an audit seat means that the teaching can be read free. See catalogue README, "edX".
 */
import type { Format, Reading } from '../../schema.js';
import { readJson } from '../readers/json.js';
import { objectOf } from '../readers/values.js';
import { readCourse } from './course.js';
import { readProgramme } from './programme.js';

export const edx: Format = {
  name: 'edx',
  title: 'edX course-discovery',
  recognise: ({ head }) => {
    if (!/^\s*[[{]/.test(head)) return 0;
    const marks = [
      '"course_runs"',
      '"pacing_type"',
      '"marketing_url"',
      '"seats"',
      '"short_description"',
      '"owners"',
      '"type_attrs"',
    ];
    return marks.filter((mark) => head.includes(mark)).length >= 4 && head.includes('"course_runs"') ? 0.95 : 0;
  },
  sourceOf: () => ({ key: 'edx', name: 'edX discovery API', url: 'https://www.edx.org' }),
  read,
};

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  for await (const unit of readJson(input, { stream: ['results'] })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'value') yield readEither(unit.value, unit.at);
    else if (Array.isArray(unit.value.course_runs) || Array.isArray(unit.value.courses))
      yield readEither(unit.value, unit.at);
  }
}

/** A program lists courses, a course lists runs. */
function readEither(value: unknown, at: string): Reading {
  const object = objectOf(value);
  if (!object) return { type: 'refused', at, reason: 'this is neither a course nor a program: an object was expected' };
  return Array.isArray(object.courses) ? readProgramme(object, at) : readCourse(object, at);
}
