/** Courses with the recognition that bodies have signed, beside what sources claim. */
import type { Course } from '../../catalogue/index.js';
import { amountInWords, type SignedRecognition, signedRecognition } from '../../credentials/index.js';
import type { Db } from '../../platform/db/index.js';

/** As it stands on a day (ISO). The word of a body takes the place of what somebody claims in its name. */
export async function withSigned(db: Db, courses: readonly Course[], day: string): Promise<Course[]> {
  const ids = courses.map(({ id }) => id);
  const signed = await signedRecognition(db, ids, day);
  return courses.map((course) => {
    const bodies = signed.get(course.id);
    return bodies ? { ...course, recognition: together(bodies, course.recognition) } : course;
  });
}

/** One entry for each body: that which holds longest. */
function together(signed: readonly SignedRecognition[], claimed: Course['recognition']): Course['recognition'] {
  const byBody = new Map<string, Course['recognition'][number]>();
  for (const { body, counts } of signed) {
    if (!byBody.has(body.id))
      byBody.set(body.id, { body, signed: true, ...(counts ? { words: amountInWords(counts) } : {}) });
  }
  return [...byBody.values(), ...claimed.filter(({ body }) => !byBody.has(body.id))];
}
