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
      description="What this site keeps about you: no account, no cookie, no tracking."
      canonical="/privacy"
    >
      <div class="wrap page prose-page">
        <h1>Privacy</h1>
        <p class="lede">You can use everything here without an account. We keep nothing that says who you are.</p>
        <h2>What we do not do</h2>
        <ul>
          <li>No cookie follows you, no one else’s script is loaded, and nothing is sent to anybody else.</li>
          <li>What you search for is not stored with anything that points to you, and is not sold.</li>
        </ul>
        <h2>What your browser keeps</h2>
        <p>
          The courses that you tick to compare are kept in your browser, in that one tab, until you close it. They reach
          us only as the address of the comparison that you open.
        </p>
        <p>If you choose light or dark, a cookie of one word keeps that choice for a year.</p>
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
