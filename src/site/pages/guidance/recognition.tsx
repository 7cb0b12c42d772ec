import type { Article } from './article.js';

export const recognition: Article = {
  slug: 'what-recognition-means',
  title: 'What recognition means',
  about: 'Recognised by whom, for what, and who says so: the difference between a provider’s claim and a signed word.',
  lede: '“Recognised” is short for three things: by whom, for what, and who says so.',
  group: 'trust',
  checked: '2026-11-23',
  sources: [
    { name: 'QAA, Characteristics Statement: Micro-credentials, 30 May 2022' },
    { name: '1EdTech, Open Badges 3.0: endorsement', href: 'https://www.imsglobal.org/spec/ob/v3p0/' },
  ],
  Body: () => (
    <>
      <h2>By whom, and for what</h2>
      <dl class="terms">
        <dt>Academic credit</dt>
        <dd>
          A university or another awarding body answers for the assessment. Whether another university takes the credit
          is that university’s decision, often with a limit on how much and how old it may be. Ask before you pay.
        </dd>
        <dt>A professional body’s approval</dt>
        <dd>
          The body has looked at the course, or at its provider. That may mean that it counts as CPD, that it leads to
          membership, or only that the provider meets a standard. Ask which.
        </dd>
        <dt>An independent CPD mark</dt>
        <dd>A company has looked at the course for a fee. Your own body may or may not care.</dd>
        <dt>An employer’s word</dt>
        <dd>Firms that say they value it. It is good to know, and binds nobody.</dd>
      </dl>
      <h2>Who says so: claimed or signed</h2>
      <p>
        Most of what you read about recognition is what the provider says of its own course. On Cairn that is marked{' '}
        <strong>provider’s claim</strong>. It may well be true. We have read it, with source and date, and have not
        asked the body.
      </p>
      <p>
        <strong>Signed</strong> means that the recognising body itself has said so, with a digital signature that
        anybody can check, and that it has not taken it back. Only somebody who has proved that they speak for the body
        can sign in its name. As long as no body has signed, you see no such mark here.
      </p>
      <p>
        <strong>Verified</strong>, beside the name of an organisation, is something else: we know that it is who it says
        it is. It says nothing about how good its courses are.
      </p>
      <h2>What to ask</h2>
      <ul>
        <li>The body: “Does this course count, for what, and until when? Where is that written?”</li>
        <li>The university: “How much of this credit would you take, towards which award, and for how many years?”</li>
        <li>The provider: “May I see the letter?”</li>
      </ul>
    </>
  ),
};
