/** The page that is kept, as text: it stands alone, so it is written with all that it needs. */
import { createHash } from 'node:crypto';
import { formatLongDay } from '../../../ui/index.js';
import { EXTENSION } from '../../rules/extension.js';

export type OfflineFacts = {
  /** The day of its making. */
  made: string;
  origin: string;
  issuers: readonly { name: string; did: string; keys: readonly string[] }[];
  contexts: Readonly<Record<string, unknown>>;
};
/** `library` with its licence; `script` without imports. */
export type OfflineParts = { library: string; licence: string; script: string; style: string };

/** One HTML file. Its policy lets run what is in it, by hash, and lets nothing out. */
export function offlinePage(facts: OfflineFacts, parts: OfflineParts): string {
  const library = scriptText(`/*\n${parts.licence.replaceAll('*/', '* /')}\n*/\n${parts.library}`);
  const script = scriptText(parts.script);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(library)}' '${hashOf(script)}'`,
    `style-src '${hashOf(parts.style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Check a credential without a network</title>
<style>${parts.style}</style>
</head>
<body>
<main>
<h1>Check a credential without a network</h1>
<p>Made by ${escaped(facts.origin)} on ${formatLongDay(facts.made)}. This page sends nothing and asks nobody. It knows ${issuersInWords(facts)}.</p>
<form>
<label for="file">Choose a file, or drop it on this page</label>
<span class="hint" id="file-hint">Badge picture (PNG or SVG), JSON or JWT, up to 5 MB; status lists too</span>
<input id="file" type="file" multiple aria-describedby="file-hint">
<label for="text">Or paste it</label>
<textarea id="text" rows="5"></textarea>
<button type="submit">Check it</button>
</form>
<section id="answer" aria-live="polite" aria-label="The answer" hidden></section>
<h2>What this page cannot know</h2>
<ul class="small">
<li>Whether a credential was withdrawn since: drop the signed status list that it names, as new as you have it.</li>
<li>Whether an issuer lost or changed its keys after ${formatLongDay(facts.made)}. Fetch a newer page now and then.</li>
<li>Whether the clock of this machine is right: begin and end are judged by it.</li>
<li>Open Badges 2.0, and signatures other than eddsa-rdfc-2022, eddsa-jcs-2022 and EdDSA tokens. Use ${escaped(facts.origin)}/verify for those.</li>
</ul>
<noscript><p>This page works by script alone, which is switched off here.</p></noscript>
</main>
<script type="application/json" id="pinned">${dataText(facts)}</script>
<script>${library}</script>
<script>${script}</script>
</body>
</html>
`;
}

function issuersInWords({ issuers }: OfflineFacts): string {
  if (issuers.length === 0) return 'no issuers yet, so it can only say whether a credential was changed';
  const names = issuers.map(({ name }) => escaped(name));
  return `the keys of ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`;
}

/** A script cannot hold its own end; in a script the two are the same. */
function scriptText(code: string): string {
  return code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function dataText(facts: OfflineFacts): string {
  return JSON.stringify({ ...facts, extension: EXTENSION }).replaceAll('<', '\\u003c');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
