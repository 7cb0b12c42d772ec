import { expect, test } from 'vitest';
import { projectFile } from '../../../platform/files/index.js';
import { readFolder } from '../../actions/content/folder.js';
import { readCourseFolder } from '../../formats/folder/index.js';
import { faultsOfDraft } from '../../rules/authoring/draft-faults.js';
import { cautionsOf, hoursDesigned } from '../../rules/content/index.js';
import { CourseContent } from '../../schema/index.js';

const folder = await readFolder(projectFile('src/learning/data/starter'));
const { content } = readCourseFolder(folder.texts);

test('the starter course can be published as it is, takes about an hour, and completes by itself', () => {
  expect(faultsOfDraft(content, { media: folder.media.map(({ name }) => name) })).toEqual([]);
  const whole = CourseContent.parse(content);
  expect(cautionsOf(whole)).toEqual([]);
  expect(hoursDesigned(content)).toBeGreaterThanOrEqual(50);
  expect(hoursDesigned(content)).toBeLessThanOrEqual(70);
  const steps = whole.weeks.flatMap((week) => week.steps);
  expect(steps.filter(({ type }) => type === 'assignment' || type === 'session')).toEqual([]);
  const [bank] = whole.banks;
  expect(bank!.items.length).toBeGreaterThanOrEqual(20);
  expect(bank!.items.filter(({ feedback }) => !feedback.wrong && !feedback.right)).toEqual([]);
  for (const { key } of whole.outcomes)
    expect(
      bank!.items.some(({ outcomes }) => outcomes.includes(key)),
      `the test asks for ${key}`,
    ).toBe(true);
});
