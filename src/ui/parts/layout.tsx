import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { assets, type Enhancer } from '../assets.js';
import { escapeHtml, narrowHtml } from './html-text.js';
import { Mark } from './icon.js';

export type NavLink = { href: string; label: string };

/** What is round every page. `site` says it; `main` hands it to the features' routes. */
export type Frame = {
  /** Public origin without a closing slash, `https://cairn.example`. */
  origin: string;
  nav: readonly NavLink[];
  /** The way to what is one's own, at the end of the header; the same for everybody. */
  account?: NavLink;
  footer: readonly { title: string; text?: string; links: readonly NavLink[] }[];
  /** A sentence that every page must carry, such as that the data is a dated sample; null: none. */
  note: { text: string; link: NavLink | null } | null;
  /** Where the letters that a demonstration keeps can be read; left out: they are really sent. */
  outbox?: string;
};

export type LayoutProps = {
  frame: Frame;
  /** Without the site's name: "Compare four courses". */
  title: string;
  description?: string;
  /** Path and query of the page's one true address; left out: no canonical link (error pages). */
  canonical?: string;
  /** The `href` of the navigation link that this page belongs to. */
  section?: string;
  /** Not for search engines: endless filter combinations, comparisons, errors. */
  unlisted?: boolean;
  /** schema.org description of the page, put in as JSON-LD. */
  jsonLd?: unknown;
  /** Path of a wide picture that stands for the page where it is posted elsewhere, 1200 by 630. */
  image?: string;
  feeds?: readonly { type: string; title: string; href: string }[];
  enhancers?: readonly Enhancer[];
  children: ComponentChildren;
};

/** A whole document. Give it to `html()` of platform/http, which writes the doctype. */
export function Layout(props: LayoutProps) {
  const { frame } = props;
  const around = drawnOf(frame);
  return (
    <html lang="en-GB">
      <head dangerouslySetInnerHTML={{ __html: headHtml(props) }} />
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="site-header" dangerouslySetInnerHTML={{ __html: around.header(props.section) }} />
        {around.note && (
          <aside
            class="sample-note"
            aria-label="About the data of this site"
            dangerouslySetInnerHTML={{ __html: around.note }}
          />
        )}
        <main id="main">{props.children}</main>
        <footer class="site-footer on-slate" dangerouslySetInnerHTML={{ __html: around.footer }} />
      </body>
    </html>
  );
}

/** Written as text, since half of it is the same on every page, and the rest is single values. */
function headHtml(props: LayoutProps) {
  const { frame, title, description, canonical, unlisted, jsonLd, feeds = [], enhancers = [] } = props;
  const lines = [
    `<title>${escapeHtml(title === 'Cairn' ? title : `${title} · Cairn`)}</title>`,
    description && `<meta name="description" content="${escapeHtml(description)}">`,
    canonical !== undefined && `<link rel="canonical" href="${escapeHtml(frame.origin + canonical)}">`,
    unlisted && '<meta name="robots" content="noindex">',
    props.image !== undefined && postedHtml(props, props.image),
    ...feeds.map(
      ({ type, title, href }) =>
        `<link rel="alternate" type="${type}" title="${escapeHtml(title)}" href="${escapeHtml(href)}">`,
    ),
    jsonLd !== undefined && `<script type="application/ld+json">${jsonForScript(jsonLd)}</script>`,
  ];
  return CHARSET + lines.filter(Boolean).join('') + filesHtml() + enhancersHtml(enhancers);
}

/** How the page looks where its address is posted (Open Graph). */
function postedHtml({ frame, title, description, canonical }: LayoutProps, image: string): string {
  const facts = {
    'og:type': 'website',
    'og:title': title,
    'og:description': description,
    'og:url': canonical === undefined ? undefined : frame.origin + canonical,
    'og:image': frame.origin + image,
    'og:image:width': '1200',
    'og:image:height': '630',
  };
  const lines = Object.entries(facts).map(
    ([name, value]) => value !== undefined && `<meta property="${name}" content="${escapeHtml(value)}">`,
  );
  return `${lines.filter(Boolean).join('')}<meta name="twitter:card" content="summary_large_image">`;
}

const CHARSET = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';

/** What every page loads. */
function filesHtml(): string {
  const files = assets();
  const fonts = files.preloadedFonts.map(
    (font) => `<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin="anonymous">`,
  );
  const mark = `<link rel="icon" type="image/svg+xml" href="${files.addressOf('logo.svg')}">`;
  return `${mark}${fonts.join('')}<link rel="stylesheet" href="${files.addressOf('cairn.css')}">`;
}

function enhancersHtml(enhancers: readonly Enhancer[]): string {
  return enhancers.map((name) => `<script type="module" src="${assets().addressOf(`${name}.js`)}"></script>`).join('');
}

/** JSON that cannot close its script element or open a comment, whatever a provider wrote. */
function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

type Drawn = { header: (section: string | undefined) => string; note: string | null; footer: string };
const drawn = new WeakMap<Frame, Drawn>();

/** Header and footer are the same on every page of a frame, so they are drawn once. */
function drawnOf(frame: Frame): Drawn {
  let known = drawn.get(frame);
  if (known === undefined) {
    const headers = new Map<string | undefined, string>();
    known = {
      footer: narrowHtml(renderToString(<Footer frame={frame} />) + renderToString(<ThemeSwitch />)),
      note: frame.note ? narrowHtml(renderToString(<Note note={frame.note} />)) : null,
      header(section) {
        const kept = headers.get(section) ?? narrowHtml(renderToString(<Header frame={frame} section={section} />));
        headers.set(section, kept);
        return kept;
      },
    };
    drawn.set(frame, known);
  }
  return known;
}

function Header({ frame, section }: Pick<LayoutProps, 'frame' | 'section'>) {
  return (
    <div class="wrap">
      <a class="brand" href="/">
        <Mark />
        Cairn
      </a>
      <nav class="site-nav" aria-label="Main">
        <ul class="nav">
          {frame.nav.map(({ href, label }) => (
            <li>
              <a href={href} aria-current={href === section ? 'true' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {frame.account && (
        <a class="account" href={frame.account.href} aria-current={frame.account.href === section ? 'true' : undefined}>
          {frame.account.label}
        </a>
      )}
    </div>
  );
}

function Footer({ frame }: Pick<LayoutProps, 'frame'>) {
  return (
    <div class="wrap">
      {frame.footer.map((column) => (
        <div>
          <h2>{column.title}</h2>
          {column.text && <p>{column.text}</p>}
          <ul class="plain">
            {column.links.map(({ href, label }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** A form, so that it works without script; which one is chosen is said by the stylesheet, since pages are kept for everybody. */
function ThemeSwitch() {
  return (
    <form class="wrap theme" method="post" action="/theme" aria-label="Appearance">
      <span aria-hidden="true">Appearance</span>
      {THEME_WORDS.map(([value, words]) => (
        <button type="submit" name="theme" value={value}>
          {words}
        </button>
      ))}
    </form>
  );
}

const THEME_WORDS = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

function Note({ note }: { note: NonNullable<Frame['note']> }) {
  return (
    <p class="wrap">
      {note.text} {note.link && <a href={note.link.href}>{note.link.label}</a>}
    </p>
  );
}
