import { type Frame, Layout } from '../../ui/index.js';

/** What is true of the site today; to be changed with the site. */
export function AccessibilityPage({ frame }: { frame: Frame }) {
  return (
    <Layout
      frame={frame}
      title="Accessibility"
      description="How this site meets WCAG 2.2 AA, and what is not yet known."
      canonical="/accessibility"
    >
      <div class="wrap page prose-page">
        <h1>Accessibility</h1>
        <p class="lede">
          Every page should work for you: by keyboard, on a phone, enlarged, read aloud, and with scripts switched off.
        </p>
        <h2>What we aim for</h2>
        <p>
          The Web Content Accessibility Guidelines 2.2, level AA. We hold ourselves to it with tests that run before
          every change: axe-core must find nothing on any page, in light and dark, with and without script; the HTML
          must be valid; the contrast of every colour pair is worked out from the colours themselves.
        </p>
        <h2>How it works</h2>
        <ul>
          <li>No page needs a script. Where one runs, it makes the same page quicker.</li>
          <li>Colour never speaks alone: a word stands beside it. Pictures have their sentence or their table.</li>
          <li>The site follows your system’s light or dark setting, and its wish for less motion.</li>
          <li>Text can be enlarged to 200 per cent without loss, and pages reflow at 320 pixels.</li>
        </ul>
        <h2>What we do not know yet</h2>
        <p>
          No one who relies on a screen reader, a switch or speech input has yet tested the site for us, and no outside
          audit has been made. Titles, summaries and documents come from providers, and may be hard to read or in
          another language.
        </p>
        <h2>If something stands in your way</h2>
        <p>
          Tell whoever runs this copy of Cairn, and say which page and what you use. Cairn’s code is open, so a fault
          can also be reported, or mended, where the code is kept.
        </p>
      </div>
    </Layout>
  );
}

export function PrivacyPage({ frame }: { frame: Frame }) {
  return (
    <Layout
      frame={frame}
      title="Privacy"
      description="What this site keeps about you, with and without an account: little, and yours to take and to erase."
      canonical="/privacy"
    >
      <div class="wrap page prose-page">
        <h1>Privacy</h1>
        <p class="lede">
          You can find and compare courses without an account, and then we keep nothing that says who you are. An
          account keeps what you put into it, and nothing else.
        </p>
        <h2>What we do not do</h2>
        <ul>
          <li>No cookie follows you, no one else’s script is loaded, and nothing is sent to anybody else.</li>
          <li>What you search for is not stored with anything that points to you, and is not sold.</li>
          <li>
            We count how often each course is found, opened and handed over to its provider, by day, and tell its
            provider those figures. They are figures of nobody: no network address, cookie or account stands behind
            them.
          </li>
          <li>Where you sign in from is not kept: no network address stands beside your name.</li>
        </ul>
        <h2>What your browser keeps</h2>
        <p>
          The courses that you tick to compare are kept in your browser, in that one tab, until you close it. They reach
          us only as the address of the comparison that you open.
        </p>
        <p>If you choose light or dark, a cookie of one word keeps that choice for a year.</p>
        <p>If you sign in, cookies keep you signed in and let us know this browser again when a password is tried.</p>
        <h2>What an account keeps</h2>
        <ul>
          <li>Your name and mail addresses; your password and your codes in a form that cannot be read back.</li>
          <li>The browsers that you are signed in with, by what they call themselves, until you sign out.</li>
          <li>What you agreed to and when, which letters you want, what you share by link and when it was opened.</li>
          <li>The organisations that you speak for, and your roles in them.</li>
          <li>What you write and publish here.</li>
        </ul>
        <p>
          Letters that we sent you are kept for thirty days. A log keeps who did what, so that nothing is changed in
          secret; it knows you by a key, not by name.
        </p>
        <h2>Who sees it</h2>
        <p>
          You. A comment that you put beneath a page stands there for everybody, with your name, until you remove it; a
          report is for moderators alone. Members of an organisation see the names of its other members. Whoever has a
          link that you made sees the one thing that it shows, until you withdraw it. Staff of this site see what they
          decide on, such as a claim. Nobody else.
        </p>
        <h2>What is yours to do</h2>
        <p>
          <a href="/account/data">Take everything with you</a> in one file that you can read without us, change it, or
          have it erased. Erasing says first what goes and what stays: the log stays, but what its key for you stands
          for is destroyed, so it points to nobody. Backups are kept as long as whoever runs this copy decides.
        </p>
        <h2>What our server keeps</h2>
        <p>
          A log line for each request: time, kind of page, how long it took, and a number for that request, so that
          faults can be found. To stop overload, the server counts some requests for a short time, under a sealed form
          of your network address that cannot be read back. Whoever runs this copy of Cairn decides how long logs are
          kept.
        </p>
        <h2>Links to providers</h2>
        <p>A course’s page links to its provider. What happens there follows the provider’s own rules.</p>
      </div>
    </Layout>
  );
}

/** What an account agrees to. Another wording is another version: see `TERMS` of accounts. */
export function TermsPage({ frame }: { frame: Frame }) {
  return (
    <Layout
      frame={frame}
      title="Terms of use"
      description="What you and whoever runs this copy of Cairn can expect of each other, in a page."
      canonical="/terms"
    >
      <div class="wrap page prose-page">
        <h1>Terms of use</h1>
        <p class="lede">Between you and whoever runs this copy of Cairn. This wording holds since 23 November 2026.</p>
        <h2>What you can expect</h2>
        <ul>
          <li>Finding and comparing courses needs no account and costs nothing.</li>
          <li>What is yours stays yours. You can take it with you or have it erased at any time.</li>
          <li>
            Every fact about a course names its source and its day. We show what sources say; we cannot promise that it
            is still so. Check with the provider before you pay.
          </li>
          <li>If something of yours is removed, you are told why and can ask for another look.</li>
        </ul>
        <h2>What we ask of you</h2>
        <ul>
          <li>Use your own name and address, and keep your way in to yourself.</li>
          <li>Speak for an organisation only if you may.</li>
          <li>Publish only what is true as far as you know, and what you have the right to publish.</li>
          <li>Do not harm others, break the law, or disturb the service.</li>
        </ul>
        <h2>What you publish</h2>
        <p>
          It remains yours. You allow us to show it here, and to pass facts about courses on in the open formats that
          this site offers. When you take it down, we stop.
        </p>
        <h2>When it ends</h2>
        <p>
          You can erase your account whenever you like. We may close an account that breaks these terms, with the
          reason. Should this copy of Cairn close, you are told in time to take your data with you.
        </p>
        <h2>If the wording changes</h2>
        <p>
          The day above changes with it. What you agreed to, and when, stands in{' '}
          <a href="/account/consent">your account</a>. The law of the country in which whoever runs this copy is at home
          applies, and takes nothing from the rights that your own gives you as a consumer.
        </p>
      </div>
    </Layout>
  );
}
