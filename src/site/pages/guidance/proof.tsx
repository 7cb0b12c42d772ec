import { countOf, formatDay } from '../../../ui/index.js';
import type { Article } from './article.js';

export const proof: Article = {
  slug: 'certificate-badge-or-credit',
  title: 'Certificate, badge or credit: what each is worth to whom',
  about: 'What a certificate, a digital badge and academic credit each prove, who cares about which, and what to ask.',
  lede: 'Three things may be yours at the end. They prove different things to different people.',
  group: 'understand',
  checked: '2026-11-23',
  sources: [
    { name: 'QAA, Characteristics Statement: Micro-credentials, 30 May 2022' },
    { name: '1EdTech, Open Badges 3.0', href: 'https://www.imsglobal.org/spec/ob/v3p0/' },
    { name: 'How the sources of this catalogue describe what one gets' },
  ],
  Body: ({ figures }) => (
    <>
      <h2>A certificate</h2>
      <p>
        A page that says you took part, finished, or passed. Read which of the three it is. Paper and ordinary PDFs are
        easy to make, so whoever receives one can only ask the issuer.
      </p>
      <h2>A digital badge</h2>
      <p>
        A picture with data inside: who issued it, to whom, what had to be done for it, and until when it holds. Where
        it is signed, anybody can check in seconds that nobody has changed it. Where it is not, it is a link to a page
        of its issuer, as good as that page. See{' '}
        <a href="/guidance/getting-a-badge-or-certificate-checked">getting it checked</a>.
      </p>
      <h2>Academic credit</h2>
      <p>
        An awarding body has assessed you and says how much you learned, and at which level. It is the only one of the
        three that a university may count towards an award. See{' '}
        <a href="/guidance/credit-levels-and-hours">credit, levels and CPD hours</a>.
      </p>
      <h2>Who cares about which</h2>
      <dl class="terms">
        <dt>Your manager</dt>
        <dd>What you can do now. A certificate is enough; an example from your work says more.</dd>
        <dt>Your professional body</dt>
        <dd>
          Hours, the subject, and what came of it. Most ask for evidence that you were there and for what you thought
          about it; few ask for credit. Look at your body’s own rules.
        </dd>
        <dt>A new employer</dt>
        <dd>
          Who issued it, how it was assessed, and whether they can check it without writing to anybody: a signed badge.
        </dd>
        <dt>A university</dt>
        <dd>Credit, its level, how old it is, and a transcript from the awarding body.</dd>
        <dt>A customer</dt>
        <dd>A name that they know, and a mark that they can look up.</dd>
      </dl>
      <h2>What courses offer</h2>
      <p>
        In the catalogue on {formatDay(figures.day)},{' '}
        {countOf(figures.earns.certificate, 'course names', 'courses name')} a{' '}
        <a href="/courses?earns=certificate">certificate</a>, {countOf(figures.earns.badge, 'course')} a{' '}
        <a href="/courses?earns=badge">badge</a> and {countOf(figures.earns.credit, 'course')}{' '}
        <a href="/courses?earns=credit">credit</a>; one may offer several. Others do not say.
      </p>
      <h2>What to ask before you pay</h2>
      <ul>
        <li>Is it for being there, for finishing, or for passing? Who marks it?</li>
        <li>Does it cost extra, and does it run out?</li>
        <li>Does the badge carry data that is signed, or only a picture and a link?</li>
        <li>Whose name stands on it: the platform’s, or a university’s?</li>
      </ul>
    </>
  ),
};
