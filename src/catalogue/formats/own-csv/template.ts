/** The table that a provider starts from: every column, and an invented course that shows what stands in it. */
import { CourseForm } from '../../rules/publishing/index.js';
import { writeForms } from './write.js';

const EXAMPLE = CourseForm.parse({
  title: 'Demo course: reading a balance sheet',
  url: 'https://demo.example/courses/balance-sheet',
  code: 'DEMO101',
  summary: 'An invented course that shows what stands in each column. Delete this row before you send the table.',
  description: 'What the course is about, in as many paragraphs as it needs.',
  outcomes: 'Read a balance sheet\nName the five figures that matter',
  syllabus: 'What a balance sheet is\nReading one',
  subjects: 'Accounting',
  skills: 'financial analysis\nspreadsheets',
  kind: 'microcredential',
  level: 'FHEQ 7',
  credit: '15 CATS',
  cpd_hours: '12',
  duration: '6 weeks',
  effort: '5 hours',
  total_hours: '150',
  mode: 'online',
  pace: 'scheduled',
  language: 'English',
  prerequisites: 'None',
  assessment: 'A report of 2,000 words',
  earns: 'certificate\ncredit',
  recognised_by: 'Demo Institute of Accounting: counts as 12 hours',
  price: '495 GBP\n400 GBP for members',
  runs: [
    { run_id: 'spring', start: '2027-02-01', end: '2027-03-14', enrol_until: '2027-01-25', run_mode: 'online' },
    {
      run_id: 'autumn',
      start: '2027-09-06',
      end: '2027-10-17',
      enrol_until: '2027-08-30',
      town: 'Leeds',
      run_country: 'GB',
    },
  ],
});

export function ownTableTemplate(): string {
  return writeForms([{ id: 'demo-101', form: EXAMPLE }]);
}
