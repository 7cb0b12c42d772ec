import type { Article } from './article.js';

export const checking: Article = {
  slug: 'getting-a-badge-or-certificate-checked',
  title: 'Getting a badge or certificate checked',
  about: 'What a check of a digital badge or certificate can tell you, what to ask for, and what to do with paper.',
  lede: 'Somebody hands you a certificate. Is it real, is it still good, and what does it say they can do?',
  group: 'trust',
  checked: '2026-11-23',
  sources: [
    { name: '1EdTech, Open Badges 3.0', href: 'https://www.imsglobal.org/spec/ob/v3p0/' },
    { name: 'W3C, Verifiable Credentials Data Model 2.0', href: 'https://www.w3.org/TR/vc-data-model-2.0/' },
  ],
  Body: () => (
    <>
      <h2>Four answers, not one</h2>
      <dl class="terms">
        <dt>Is it genuine?</dt>
        <dd>The signature shows that nobody has changed it since it was issued.</dd>
        <dt>Is it current?</dt>
        <dd>It has begun, has not run out, and its issuer has not taken it back.</dd>
        <dt>Do we know the issuer?</dt>
        <dd>
          A signature shows which key signed, not that the name on it is honest. An issuer that nobody knows is a reason
          to ask, and no proof of fraud.
        </dd>
        <dt>Is it what you need?</dt>
        <dd>Read what was learned, how it was assessed, at which level, and whether identity was checked.</dd>
      </dl>
      <h2>If you have been handed one</h2>
      <ul>
        <li>
          Ask for the <strong>file</strong> or the <strong>link</strong>. A picture of a badge on a CV proves nothing;
          the picture file itself often carries the signed data within.
        </li>
        <li>
          Follow a link only to a page that you expected. Type the address of the university or platform yourself, and
          look for “verify” there.
        </li>
        <li>Compare the name with the person before you. The check knows the file, not who holds it.</li>
        <li>
          For paper or an ordinary PDF: write to the issuer at an address from its own website, not at the one on the
          paper, and ask whether number, name and date are right.
        </li>
      </ul>
      <h2>If you hold one</h2>
      <ul>
        <li>Keep the file that you were given, not a screenshot. Printing or re-saving can strip the signature.</li>
        <li>Look at it once yourself: is the name right, is there a date on which it ends?</li>
        <li>If the issuer closes, a signed file may still be checked. A link alone may be lost, so keep both.</li>
      </ul>
      <p>
        Cairn will check signed badges and certificates of every issuer on a page of its own. That page is not here yet,
        and when it comes, nothing that you check will be stored.
      </p>
    </>
  ),
};
