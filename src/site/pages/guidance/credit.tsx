import type { Article } from './article.js';

export const credit: Article = {
  slug: 'credit-levels-and-hours',
  title: 'Credit, levels and CPD hours',
  about: 'What academic credit, levels, workload and CPD hours each measure, and why none can stand for another.',
  lede: 'Three figures stand beside a course. They measure different things, and none can be turned into another.',
  group: 'understand',
  checked: '2026-11-23',
  sources: [
    { name: 'QAA, Higher Education Credit Framework for England, 2021' },
    { name: 'European Commission, ECTS Users’ Guide' },
    { name: 'NMC, Revalidation: requirements for CPD' },
    { name: 'AICPA and NASBA, Statement on Standards for CPE Programs' },
    { name: 'SCQF and NZQCF, credit and levels' },
  ],
  Body: () => (
    <>
      <h2>Credit: how much assessed learning</h2>
      <p>
        Academic credit is given by an awarding body once you have passed. It counts all the work: lessons, reading,
        practice and assessment. In the UK one credit stands for 10 hours of learning, so 15 credits are about 150
        hours. In Europe one ECTS credit stands for 25 to 30 hours, and a full year for 60. Two UK credits are taken as
        one ECTS credit; we mark such a conversion with ≈ and show what the provider wrote.
      </p>
      <h2>Level: how demanding</h2>
      <p>
        In England, Wales and Northern Ireland levels 4, 5 and 6 are those of a bachelor’s degree, 7 of a master’s, 8 of
        a doctorate. Scotland counts from 1 to 12, so its level 11 is a master’s. A number without its scheme says
        little: that is why we always show both. Credit at level 7 can take you towards a postgraduate certificate (60
        credits in England, at least 40 of them at level 7); the same number at level 4 cannot.
      </p>
      <h2>CPD hours: what your professional body counts</h2>
      <p>
        CPD hours count time that you spent on your professional development, by the rules of your body. Nobody needs to
        have assessed you. Each body has its own rules, and some have none about hours:
      </p>
      <ul>
        <li>
          The Nursing and Midwifery Council asks for 35 hours in three years, 20 of them learning together with others.
        </li>
        <li>The Royal Colleges of Physicians count one credit an hour. That is not academic credit.</li>
        <li>For accountants in the United States 50 minutes make one CPE credit.</li>
        <li>The Health and Care Professions Council counts no hours. It looks at your record and what came of it.</li>
      </ul>
      <h2>So, in practice</h2>
      <ul>
        <li>
          You want it to count towards a degree: look at credit and level, and ask that university before you pay.
        </li>
        <li>
          You need it for your registration: look at CPD hours, and at what your body says of this kind of learning.
        </li>
        <li>You want to know whether it fits into your evenings: look at the workload.</li>
      </ul>
      <p>
        150 hours of work for credit may be fewer hours to your body, and 10 CPD hours are never one credit. Where a
        provider states only one of the figures, the others are <em>not stated</em> here. We do not work them out.
      </p>
    </>
  ),
};
