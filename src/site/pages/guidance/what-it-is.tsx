import type { Article } from './article.js';

export const whatItIs: Article = {
  slug: 'what-is-a-microcredential',
  title: 'What a CPD microcredential is, and what not',
  about:
    'What makes a short course a microcredential, what the frameworks of the UK, the EU and others ask, and what not.',
  lede: 'Proof that you have learned something particular: small, assessed, and of use on its own.',
  group: 'understand',
  checked: '2026-11-23',
  sources: [
    { name: 'QAA, Characteristics Statement: Micro-credentials, 30 May 2022' },
    {
      name: 'Council of the EU, Recommendation on micro-credentials, 2022/C 243/02',
      href: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022H0627(02)',
    },
    { name: 'Australian Government, National Microcredentials Framework, November 2021' },
    { name: 'European MOOC Consortium, Common Microcredential Framework' },
  ],
  Body: () => (
    <>
      <p>
        A microcredential has two halves. One is a short course about one topic, usually of up to about 12 weeks, often
        online and at your own pace. The other is what you keep: a certificate, a digital badge or academic credit that
        says what you showed you can do.
      </p>
      <p>
        CPD is continuing professional development: what you learn after you have qualified, to stay good at your work.
        A CPD microcredential is one that serves this, whether or not a professional body counts it.
      </p>
      <h2>What makes it more than a short course</h2>
      <ul>
        <li>It says beforehand what you will know and be able to do: its learning outcomes.</li>
        <li>Your learning is assessed, and somebody answers for the result. Having been there is not enough.</li>
        <li>It says how much work it is, and often at which level.</li>
        <li>It can be checked by others, and may count towards something larger.</li>
      </ul>
      <h2>The word means different things</h2>
      <p>Each framework draws the line somewhere else. So look at the facts of a course rather than at its label.</p>
      <dl class="terms">
        <dt>United Kingdom (QAA)</dt>
        <dd>
          Carries academic credit at a level of the national frameworks. There is no least or most credit, but it is not
          normally an award in its own right.
        </dd>
        <dt>European Union</dt>
        <dd>
          The record of a small volume of learning, assessed against clear standards. Credit is not required, but the
          outcomes, the workload, the kind of assessment and of quality assurance must be stated.
        </dd>
        <dt>Australia</dt>
        <dd>Certifies learning that was assessed, of at least one hour and less than a formal award.</dd>
        <dt>Common Microcredential Framework (course platforms in Europe)</dt>
        <dd>100 to 150 hours with an assessment, 4 to 6 ECTS, and your identity is checked when you are assessed.</dd>
      </dl>
      <h2>What it is not</h2>
      <p>
        It is <a href="/guidance/beside-a-degree">no degree</a>, and it seldom gives the right to practise. A
        certificate of attendance says only that you were there. A course of an hour can still be just what you need:
        many professional bodies count such hours. It is then a matter of{' '}
        <a href="/guidance/credit-levels-and-hours">CPD hours, not of credit</a>.
      </p>
      <p>
        To see only courses that end with credit, a badge or a certificate, use “What you get” in the{' '}
        <a href="/courses">search</a>.
      </p>
    </>
  ),
};
