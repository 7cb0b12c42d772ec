import type { Article } from './article.js';

export const claiming: Article = {
  slug: 'claim-your-organisation',
  title: 'How to claim your organisation’s page',
  about:
    'For universities, platforms, professional bodies and employers: proving who speaks for you, and what you can do then.',
  lede: 'Your courses may be here already, as others describe them. Whoever speaks for you can say it better.',
  group: 'organisations',
  checked: '2026-11-23',
  sources: [{ name: 'How this site works today' }],
  Body: () => (
    <>
      <h2>What you can do then</h2>
      <ul>
        <li>
          Correct and complete your courses, by form or by table. What you state stands before what we read elsewhere.
        </li>
        <li>Write your profile, and tell of what is new in your field.</li>
        <li>Invite colleagues and give each the role that they need.</li>
        <li>Your name carries the mark “verified” wherever it appears.</li>
      </ul>
      <p>It costs nothing, and it does not change where you appear in the search.</p>
      <h2>How to do it</h2>
      <ol>
        <li>
          <a href="/sign-up">Make an account</a> with your own name. It belongs to you, not to the organisation: you
          keep it when you change jobs.
        </li>
        <li>
          Find your organisation among the <a href="/providers">providers</a> and choose “Claim it” on its page. If it
          is not there, <a href="/organisations/new">register it</a>.
        </li>
        <li>Choose how to prove that you speak for it.</li>
      </ol>
      <h2>Three ways to prove it</h2>
      <dl class="terms">
        <dt>By a DNS record</dt>
        <dd>
          We give you a line that whoever runs your domain adds to it. This is the strongest proof, and needs no letter.
          We look for it every quarter of an hour, for seven days.
        </dd>
        <dt>By a letter to an address at your domain</dt>
        <dd>
          A link that works once, for whoever claimed. At a university staff of this site look at it too, since
          thousands of people have an address there.
        </dd>
        <dt>Before staff of this site</dt>
        <dd>Where no domain of your own is known. Tell us how we can see that you speak for it.</dd>
      </dl>
      <h2>If somebody was there before you</h2>
      <p>
        Ask to join: its owners get a letter. If you think that the wrong people own it, claim it before staff and say
        why. Who decided what, and when, is kept in a log that nobody can change.
      </p>
      <h2>Keep it going</h2>
      <p>
        Have two owners, so that holidays and new jobs do no harm. An owner can hand over to somebody else at any time.
      </p>
    </>
  ),
};
