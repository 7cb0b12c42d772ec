/**
 * What the browser loads: one stylesheet, the fonts, the mark and the enhancers, each at an address that holds its content's
 * hash, so that it can be kept for ever. Read once, at the first page.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { projectFile } from '../platform/files/index.js';

const SHEETS = [
  'tokens.css',
  'base.css',
  'components.css',
  'pages.css',
  'guide.css',
  'reviews.css',
  'wallet.css',
  'verify.css',
  'achievements.css',
  'learning.css',
];
const FONTS = [
  '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
  '@fontsource-variable/literata/files/literata-latin-ext-wght-normal.woff2',
  '@fontsource-variable/literata/files/literata-latin-wght-italic.woff2',
  '@fontsource-variable/literata/files/literata-latin-ext-wght-italic.woff2',
  '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2',
  '@fontsource-variable/public-sans/files/public-sans-latin-ext-wght-normal.woff2',
];
/** The two romans that every page needs at once. */
const PRELOADED = ['literata-latin-wght-normal.woff2', 'public-sans-latin-wght-normal.woff2'];
export const ENHANCERS = [
  'search',
  'compare',
  'suggest',
  'passkey',
  'progress',
  'guide',
  'verify',
  'preview',
  'learn',
  'playback',
  'quiz',
  'drafts',
] as const;
export type Enhancer = (typeof ENHANCERS)[number];

/** A file as it is sent. `encodings` holds the smaller forms, where they are smaller. */
export type Asset = { address: string; type: string; body: Buffer; encodings: { br?: Buffer; gzip?: Buffer } };

export type Assets = {
  /** By address, e.g. `/assets/cairn.1f3a9c….css`. */
  files: ReadonlyMap<string, Asset>;
  /** Address of a file by its plain name: `cairn.css`, `logo.svg`, `search.js`. Throws for a name that does not exist. */
  addressOf(name: string): string;
  preloadedFonts: readonly string[];
};

let loaded: Assets | undefined;

export function assets(): Assets {
  loaded ??= loadAssets();
  return loaded;
}

function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  const addresses = new Map<string, string>();
  const add = (name: string, type: string, body: Buffer) => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const address = `/assets/${name.replace(/\.([a-z0-9]+)$/, `.${hash}.$1`)}`;
    files.set(address, { address, type, body, encodings: type.startsWith('font/') ? {} : squeeze(body) });
    addresses.set(name, address);
  };
  const require = createRequire(import.meta.url);
  for (const font of FONTS) add(font.split('/').at(-1) as string, 'font/woff2', readFileSync(require.resolve(font)));
  add('logo.svg', 'image/svg+xml', readFileSync(projectFile('src/ui/assets/logo.svg')));
  const css = SHEETS.map((sheet) => readFileSync(projectFile(`src/ui/assets/${sheet}`), 'utf8')).join('\n');
  const addressed = css.replace(/url\("([^"]+\.woff2)"\)/g, (_, name: string) => `url("${addresses.get(name)}")`);
  add('cairn.css', 'text/css; charset=utf-8', Buffer.from(addressed));
  for (const name of ENHANCERS) add(`${name}.js`, 'text/javascript; charset=utf-8', Buffer.from(enhancerScript(name)));
  return {
    files,
    addressOf(name) {
      const address = addresses.get(name);
      if (address === undefined) throw new Error(`There is no asset called ${name}.`);
      return address;
    },
    preloadedFonts: PRELOADED.map((name) => addresses.get(name) as string),
  };
}

/** The compiled enhancer beside us, or, when running from source (tests), its TypeScript with the types taken out. */
function enhancerScript(name: string): string {
  const compiled = join(import.meta.dirname, 'enhancers', `${name}.js`);
  if (existsSync(compiled)) return readFileSync(compiled, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
  return stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'enhancers', `${name}.ts`), 'utf8'));
}

function squeeze(body: Buffer): Asset['encodings'] {
  const br = brotliCompressSync(body);
  const gzip = gzipSync(body, { level: 9 });
  return { ...(br.length < body.length && { br }), ...(gzip.length < body.length && { gzip }) };
}
