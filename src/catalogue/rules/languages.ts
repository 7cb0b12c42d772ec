/** Languages by name, code or tag → BCP 47 in lower case. The names come from the runtime's own CLDR tables. */
import { lookUp } from './look-up.js';

const BASE = (
  'aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ceb co cr cs cv cy da de dv dz ee el en eo es et eu fa ' +
  'ff fi fil fj fo fr fy ga gd gl gn gu gv ha haw he hi hmn hr ht hu hy id ig is it iu ja jv ka kk kl km kn ko ku kw ky la ' +
  'lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no nv ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se ' +
  'sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt tw ty ug uk ur uz ve vi wo xh yi yo yue zh zu'
).split(' ');
const VARIANTS = [
  'en-us',
  'en-gb',
  'en-au',
  'en-ca',
  'fr-ca',
  'pt-br',
  'pt-pt',
  'es-419',
  'es-mx',
  'es-es',
  'zh-hans',
  'zh-hant',
];

const MORE: Record<string, string> = {
  mandarin: 'zh',
  'mandarin chinese': 'zh',
  'chinese mandarin': 'zh',
  cantonese: 'yue',
  farsi: 'fa',
  castilian: 'es',
  'اللغة العربية': 'ar',
  'modern greek': 'el',
  'british english': 'en-gb',
  'american english': 'en-us',
  burmese: 'my',
  gaelic: 'gd',
  'scottish gaelic': 'gd',
  odia: 'or',
  'simplified chinese': 'zh-hans',
  'traditional chinese': 'zh-hant',
  'brazilian portuguese': 'pt-br',
  'european portuguese': 'pt-pt',
  'latin american spanish': 'es-419',
  tagalog: 'fil',
  简体中文: 'zh-hans',
  繁體中文: 'zh-hant',
  valencian: 'ca',
  bengali: 'bn',
  sinhalese: 'si',
  panjabi: 'pa',
  uighur: 'ug',
  kirghiz: 'ky',
  pushto: 'ps',
  haitian: 'ht',
  slovene: 'sl',
  flemish: 'nl',
  moldavian: 'ro',
};
const IN_BRACKETS: Record<string, string> = {
  simplified: 'hans',
  traditional: 'hant',
  'simplified han': 'hans',
  'traditional han': 'hant',
  brazilian: 'br',
  brazil: 'br',
  european: 'pt',
  portugal: 'pt',
  us: 'us',
  'united states': 'us',
  uk: 'gb',
  'united kingdom': 'gb',
  british: 'gb',
  american: 'us',
  australia: 'au',
  canada: 'ca',
  canadian: 'ca',
  'latin america': '419',
  mexico: 'mx',
  spain: 'es',
  china: 'cn',
  taiwan: 'tw',
  'hong kong': 'hk',
  india: 'in',
  ireland: 'ie',
  germany: 'de',
  austria: 'at',
  switzerland: 'ch',
  france: 'fr',
  belgium: 'be',
  nfd: '',
  fyrom: '',
  nec: '',
  modern: '',
};

let names: Map<string, string> | undefined;

/** Built when first asked for: CLDR's own tables take a tenth of a second. */
function tagOf(name: string): string | undefined {
  names ??= namesOf();
  return names.get(name);
}

function namesOf(): Map<string, string> {
  const known = new Map<string, string>();
  const add = (name: string | undefined, tag: string) => {
    if (name && !known.has(folded(name))) known.set(folded(name), tag);
  };
  const inEnglish = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  for (const tag of [...BASE, ...VARIANTS]) {
    add(inEnglish.of(tag), tag);
    add(new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag), tag);
  }
  for (const [name, tag] of Object.entries(MORE)) known.set(folded(name), tag);
  return known;
}

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Codes that name no language, and two that tables write for an empty cell far more often than for Min Nan and Nauru. */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis', 'root', 'nan', 'na']);

const LONGEST = 2000;
const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;
const BRACKETS = /^([^()]{1,60})\s*[([]([^()]{1,40})[)\]]$/;
const english = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'none' });
const remembered = new Map<string, string | null>();

/** "English (US)" → en-us, "eng" → en, "Portuguese (Brazilian)" → pt-br, "中文" → zh, "en_AU" → en-au; unknown: null. */
export function parseLanguage(text: string): string | null {
  if (text.length > 80) return null;
  let tag = remembered.get(text);
  if (tag === undefined) {
    tag = fromName(folded(text)) ?? fromTag(text.trim().replace(/_/g, '-'));
    if (remembered.size > 5000) remembered.clear();
    remembered.set(text, tag);
  }
  return tag;
}

function fromName(name: string): string | null {
  const whole = tagOf(name);
  if (whole) return whole;
  const [, base = '', detail = ''] = BRACKETS.exec(name) ?? [];
  const tag = tagOf(base.trim());
  const part = lookUp(IN_BRACKETS, detail.trim());
  if (!tag || part === undefined) return null;
  return part === '' ? tag : `${tag}-${part}`;
}

/** ISO 639-1, 639-2 (both kinds) and 639-3 codes become the shortest; a language that CLDR does not know is none. */
function fromTag(text: string): string | null {
  if (!TAG.test(text)) return null;
  try {
    const tag = Intl.getCanonicalLocales(text)[0]?.toLowerCase();
    const base = tag?.split('-')[0] ?? '';
    const known = english.of(base) !== undefined && !NO_LANGUAGE.has(base);
    return tag && known ? (base === 'cmn' ? tag.replace('cmn', 'zh') : tag) : null;
  } catch {
    return null;
  }
}

const HEADS =
  /^\s*(?:subtitles?|captions?|languages?|transcripts?|available in)\s*:?\s+|^\s*(?:subtitles?|captions?|languages?)\s*:\s*/i;

/** A list such as "Subtitles: French, Portuguese (Brazilian), …": each language once, in its order; unknown words left out. */
export function parseLanguages(text: string): string[] {
  if (text.length > LONGEST) return [];
  const whole = parseLanguage(text);
  if (whole) return [whole];
  const parts = text.replace(HEADS, '').split(/[,;|/\n、，]+|\s+(?:and|y|et|&)\s+/);
  return [...new Set(parts.flatMap((part) => parseLanguage(part) ?? []))];
}

const shown = new Map<string, string>();

/** "British English" for en-gb; the tag itself where no name is known. Looked up once: pages name a dozen each. */
export function languageName(tag: string): string {
  let name = shown.get(tag);
  if (name === undefined) {
    name = nameOf(tag);
    if (shown.size < 1_000) shown.set(tag, name);
  }
  return name;
}

function nameOf(tag: string): string {
  try {
    return english.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
