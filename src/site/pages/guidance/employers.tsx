import type { Article } from './article.js';

export const employers: Article = {
  slug: 'for-employers',
  title: 'For employers: judging a request, and a certificate',
  about:
    'What to look at when somebody asks for a course, how to compare offers for a team, and how to read what they bring back.',
  lede: 'Somebody on your team asks for a course. Here is how to say yes or no for good reasons.',
  group: 'organisations',
  checked: '2026-11-23',
  sources: [
    { name: 'QAA, Characteristics Statement: Micro-credentials, 30 May 2022' },
    { name: 'Our own questions, and the facts that each course’s page shows with source and date' },
  ],
  Body: () => (
    <>
      <h2>Five questions before you say yes</h2>
      <ol>
        <li>What will they be able to do, and who here needs it? Ask for the learning outcomes, not for the title.</li>
        <li>What does all of it cost: teaching, assessment, certificate, and hours away from work?</li>
        <li>When do those hours fall? The page states workload and weeks, or says that they are not stated.</li>
        <li>How is it assessed? A test of facts, a piece of work, or being there?</li>
        <li>Who must accept it: you, a professional body, a customer, a regulator? Ask that one.</li>
      </ol>
      <p>
        The <a href="/guide">guide</a> answers most of these on one page: your colleague can keep the result and share
        it with you, with the reasons, the price and what is not known.
      </p>
      <h2>Comparing offers</h2>
      <ul>
        <li>
          Put up to four side by side in the <a href="/compare">comparison</a>; a price per hour is shown where price
          and hours are stated.
        </li>
        <li>Ask providers about the facts that are not stated. The answer is part of the offer.</li>
        <li>For a team, ask for dates that suit your shifts, and whether there is a price for groups.</li>
      </ul>
      <h2>What they bring back</h2>
      <ul>
        <li>
          Have it <a href="/guidance/getting-a-badge-or-certificate-checked">checked</a>: genuine, current, from whom?
        </li>
        <li>Read the level and the assessment. Attendance and a pass look alike from afar.</li>
        <li>Ask for what they made, or what they do differently since.</li>
      </ul>
      <h2>Fair terms</h2>
      <p>
        If you pay, say beforehand what happens when somebody does not finish, or leaves. A certificate belongs to the
        person who earned it, not to whoever paid. What people write here, and the list of their courses, is theirs: you
        see it only if they share it with you.
      </p>
      <h2>If you teach your own people</h2>
      <p>
        You can <a href="/guidance/claim-your-organisation">claim your organisation’s page</a> and list your own
        courses.
      </p>
    </>
  ),
};
