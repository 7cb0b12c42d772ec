/** How the starter course stands in a demonstration: in the catalogue of the invented provider, and ending in a credential. */

/** What is the provider's own key for it. */
export const STARTER_KEY = 'demo-choosing-and-evidencing-your-cpd';

const OUTCOMES = [
  'Say what you need to learn next, and choose learning that fits it.',
  'Tell CPD hours, points, academic credit and levels apart, and say what a microcredential states.',
  'Keep evidence and write a short reflection that shows what a piece of learning changed.',
  'Check a digital credential, and use one record of learning for several bodies.',
];
const SKILLS = ['Professional development planning', 'Reflective practice'];

/** The form of the course, as its editor would fill it in. */
export const STARTER_COURSE: Readonly<Record<string, string>> = {
  title: 'Choosing and evidencing your CPD',
  code: 'DEMO-CPD-1',
  summary:
    'An hour for anybody who keeps up a profession: find the gap, choose by six questions, know what hours and credit are worth, and show what changed.',
  description:
    'Delivered here, at your own pace, free. The provider is made up for this demonstration; the course is whole, and the credential at its end can be checked by anybody.',
  outcomes: OUTCOMES.join('\n'),
  syllabus: ['Choose what you need', 'Know what it is worth', 'Show what came of it'].join('\n'),
  skills: SKILLS.join('\n'),
  kind: 'course',
  cpd_hours: '1',
  total_hours: '1',
  mode: 'online',
  pace: 'self-paced',
  language: 'English',
  assessment: 'A test of ten questions, online and without supervision; seven right ones pass.',
  earns: 'badge',
  award: 'Demo: Choosing and evidencing your CPD',
  price: 'Free',
};

/** The form of the achievement, as its editor would fill it in. */
export const STARTER_ACHIEVEMENT: Readonly<Record<string, string>> = {
  name: 'Demo: Choosing and evidencing your CPD',
  description:
    'Can choose learning that closes a gap at work, say what its hours and credit are worth, and show with evidence and a reflection what it changed. The provider is made up for this demonstration.',
  type: 'Badge',
  language: 'en',
  code: 'DEMO-CPD-1',
  field: 'Continuing professional development',
  criteria:
    'Do at least 90% of the required steps of the course, and pass its test of ten questions, drawn from a larger number, with 70% or more.',
  outcomes: OUTCOMES.join('\n'),
  assessment: 'quiz',
  participation: 'online',
  supervision: 'unsupervised',
  prerequisites: 'None.',
  taught_in: 'en',
  cpd_hours: '1',
  workload: '1',
  skills: SKILLS.join('\n'),
  shape: 'strata',
};
