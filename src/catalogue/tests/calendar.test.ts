import { expect, test } from 'vitest';
import { demoCourse, demoOffering } from '../../../tests/support/demo.js';
import { calendarDays, writeCalendar } from '../formats/calendar.js';

const ORIGIN = 'http://localhost:3000';
const events = (calendar: string) => calendar.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g) ?? [];

test('every dated run of a course is in its calendar: start, end, last day to enrol', () => {
  const offerings = [
    { ...demoOffering, start: '2027-01-12', end: '2027-03-20', enrolUntil: '2027-01-05', venue: { town: 'Leeds' } },
    { ...demoOffering, id: '00000000-0000-4000-8000-000000000502', start: '2027-05-01', enrolUntil: undefined },
    { ...demoOffering, id: '00000000-0000-4000-8000-000000000503', start: undefined, enrolUntil: undefined },
    { ...demoOffering, id: '00000000-0000-4000-8000-000000000504', cancelled: true },
  ];
  const days = calendarDays({ ...demoCourse, offerings }, ORIGIN);
  expect(days.map(({ day, summary }) => [day, summary.slice(0, 12)])).toEqual([
    ['2027-01-12', 'Safe Use of '],
    ['2027-03-20', 'Safe Use of '],
    ['2027-01-05', 'Last day to '],
    ['2027-05-01', 'Safe Use of '],
  ]);
  const calendar = writeCalendar(demoCourse.title, days);
  expect(events(calendar)).toHaveLength(4);
  expect(calendar).toContain('DTSTART;VALUE=DATE:20270112');
  expect(calendar).toContain('LOCATION:Leeds');
  expect(new Set(days.map(({ id }) => id)).size).toBe(4);
  expect(writeCalendar(demoCourse.title, days)).toBe(calendar);
});

test('a day of one day ends on the same: it is said once', () => {
  const offerings = [{ ...demoOffering, start: '2027-01-12', end: '2027-01-12', enrolUntil: undefined }];
  expect(calendarDays({ ...demoCourse, offerings }, ORIGIN).map(({ id }) => id.split('-').at(-1))).toEqual(['start']);
});

test('what a provider writes cannot leave its line', () => {
  const title = 'A\r\nBEGIN:VEVENT\r\nSUMMARY:x;,';
  const calendar = writeCalendar(title, calendarDays({ ...demoCourse, title }, ORIGIN));
  expect(calendar.match(/^BEGIN:VEVENT/gm)?.length).toBe(calendar.match(/^END:VEVENT/gm)?.length);
  expect(calendar).not.toMatch(/^SUMMARY:x/m);
});
