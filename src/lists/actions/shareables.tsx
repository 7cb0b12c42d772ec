/** A list shown by link. Whether the notes are shown with it is said for each link: there are two kinds of it. */
import type { Shareable } from '../../accounts/index.js';
import { coursesByNum } from '../../catalogue/index.js';
import type { Db } from '../../platform/db/index.js';
import { SharedList } from '../pages/shared-list.js';
import { coursesIn, findList } from '../queries/lists.js';
import type { List } from '../schema.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function shareable(kind: string, words: Pick<Shareable, 'label' | 'about'>, withNotes: boolean): Shareable {
  const find = async (db: Db, subject: string): Promise<List | null> => {
    const id = subject.slice(kind.length + 1);
    return UUID.test(id) ? findList(db, id) : null;
  };
  return {
    kind,
    ...words,
    mayShare: async (db, { id }, subject) => (await find(db, subject))?.personId === id,
    async draw(db, subject) {
      const list = await find(db, subject);
      if (!list) return null;
      const courses = await coursesIn(db, list.id);
      const whole = await coursesByNum(
        db,
        courses.map(({ num }) => num),
      );
      const byNum = new Map(whole.map((course) => [course.num, course]));
      return <SharedList name={list.name} note={list.note} courses={courses} whole={byNum} withNotes={withNotes} />;
    },
  };
}

export const sharedList = shareable(
  'lists:list',
  {
    label: 'A list of courses',
    about: 'They see the name of the list and its courses, as it stands when they look. Your notes are not shown.',
  },
  false,
);

export const sharedNotedList = shareable(
  'lists:noted-list',
  {
    label: 'A list of courses, with notes',
    about:
      'They see the name of the list, its courses and every note that you wrote in it, as it stands when they look.',
  },
  true,
);
