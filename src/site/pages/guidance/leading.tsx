import type { Article } from './article.js';

export const leading: Article = {
  slug: 'where-it-can-lead',
  title: 'Where it can lead: promotion, a new career, further study',
  about: 'How a short course helps towards a promotion, a change of career or a degree, and what it needs besides.',
  lede: 'A course by itself leads nowhere. It leads somewhere when you know whom it has to convince.',
  group: 'decide',
  checked: '2026-11-23',
  sources: [
    { name: 'QAA, Higher Education Credit Framework for England, 2021' },
    {
      name: 'Rules on recognition of prior learning that universities publish: Leicester, Sheffield Hallam, The Open University',
    },
    { name: 'ESCO, the European classification of skills and occupations', href: 'https://esco.ec.europa.eu/' },
  ],
  Body: () => (
    <>
      <h2>A promotion</h2>
      <ol>
        <li>Find the description of the post above yours, and mark what you cannot show yet.</li>
        <li>
          Look at what the <a href="/occupations">occupation</a> asks for, and which courses teach what you lack.
        </li>
        <li>
          Choose one that ends with a piece of work from your own desk. It is worth more in the interview than its
          certificate.
        </li>
        <li>Tell your manager before you begin. Whoever has agreed to it is likelier to see the result.</li>
      </ol>
      <h2>A new career</h2>
      <ul>
        <li>
          Compare what you have with what the new <a href="/occupations">occupation</a> needs. Often most is there,
          under another name.
        </li>
        <li>
          Try before you turn: a course of some hours tells you whether you like the work, for the price of a few
          coffees or for <a href="/courses?free=1">nothing</a>.
        </li>
        <li>
          Ask whether the occupation is regulated. If so, a short course does not let you practise, however good; the
          regulator’s site says what does.
        </li>
        <li>Then build: two or three courses that belong together say more than ten that do not.</li>
      </ul>
      <h2>Further study</h2>
      <p>
        Credit from before may count towards an award. It is called recognition of prior learning, and each university
        decides by its own rules. Some examples of what they publish:
      </p>
      <ul>
        <li>Leicester: up to 30 of the 60 credits of a postgraduate certificate, and 60 of the 180 of a master’s.</li>
        <li>Sheffield Hallam: at least a third must be studied there.</li>
        <li>The Open University: transferred credit may be up to 16 years old. Elsewhere it is often less.</li>
      </ul>
      <p>
        These are examples, not promises, and rules change. Ask in writing before you pay:{' '}
        <em>how much of this credit would you take, at which level, towards which award, and until when?</em> Where a
        source names an award that a course counts towards, its page says so.
      </p>
      <h2>Find the gap</h2>
      <p>
        The <a href="/guide">guide</a> asks where you are and where you want to be, and ranks all courses by how much of
        the gap they teach. Or begin with an <a href="/occupations">occupation</a>.
      </p>
    </>
  ),
};
