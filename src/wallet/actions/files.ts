/** What can be taken along of a credential: as it was signed, baked into a picture, on a page, and as it came. */
import {
  badgePng,
  bakePng,
  bakeSvg,
  findCredential,
  findPublishedAchievement,
  unwrap,
} from '../../credentials/index.js';
import type { Db } from '../../platform/db/index.js';
import { drawApart } from '../../platform/pdf/index.js';
import { drawPng } from '../../platform/pictures/index.js';
import { certificateOf } from '../formats/certificate.js';
import { pictureAsSvg, plainBadge } from '../formats/plain-badge.js';
import { socialCard } from '../formats/social-card.js';
import type { FileName } from '../pages/files.js';
import { dayOf, issuerOf, nameOf } from '../rules/cv.js';
import { type ShownCredential, shownOf } from '../rules/shown.js';
import { WalletError, type WholeHolding } from '../schema.js';

export type Filing = { db: Db; origin: string };
export type MadeFile = { type: string; bytes: Uint8Array };
export type Signed = { kind: 'json' | 'jwt'; text: string };

/** What was signed, byte for byte as text; null where what came only points to it. */
export function signedOf(held: { content: Uint8Array }): Signed | null {
  try {
    const { content } = unwrap(held.content);
    if ('json' in content) return { kind: 'json', text: content.json };
    return 'jwt' in content ? { kind: 'jwt', text: content.jwt } : null;
  } catch {
    return null;
  }
}

/** The signed document, for its facts; null where it is a token or cannot be read. */
export function documentOf(held: WholeHolding): unknown {
  const signed = signedOf(held);
  if (signed === null) return null;
  try {
    return JSON.parse(signed.kind === 'json' ? signed.text : partOf(signed.text, 1));
  } catch {
    return null;
  }
}

function partOf(token: string, at: 0 | 1): string {
  return Buffer.from(token.split('.')[at] ?? '', 'base64url').toString('utf8');
}

export type Shown = { holder: string | null; now: Date };

export function credentialOf(held: WholeHolding, shown: Shown): ShownCredential {
  return shownOf(held, { document: documentOf(held), ...shown });
}

/** The path of the page that others see; null: it has none, because it is not published and was not issued here. */
export function publicPathOf(held: Pick<WholeHolding, 'id' | 'credentialId' | 'publishedAt'>): string | null {
  if (held.credentialId !== null) return `/credentials/${held.credentialId}`;
  return held.publishedAt === null ? null : `/credentials/${held.id}`;
}

/** @throws WalletError 404 where there is no such file of it */
export async function makeFile(parts: Filing, held: WholeHolding, file: FileName, shown: Shown): Promise<MadeFile> {
  const signed = signedOf(held);
  switch (file) {
    case 'credential.json':
    case 'credential.jwt':
      return { type: typeOf(signed), bytes: textOf(signed, file) };
    case 'badge.png':
      return { type: PNG, bytes: bakePng(await pictureOf(parts, held), (signed ?? missing()).text) };
    case 'badge.svg':
      return { type: 'image/svg+xml', bytes: await svgOf(parts, held, signed ?? missing()) };
    case 'certificate.pdf':
      return { type: 'application/pdf', bytes: await drawCertificate(parts, held, signed, shown) };
    case 'card.png':
      return { type: PNG, bytes: await drawCard(parts, held, shown.now) };
    case 'original.bin':
      if (held.source === 'issued') missing();
      return { type: 'application/octet-stream', bytes: held.content };
  }
}

/** The profile of the W3C has a type of its own (VC-JOSE-COSE, section 6). */
function typeOf(signed: Signed | null): string {
  if (signed?.kind !== 'jwt') return 'application/vc';
  return /"typ":"vc\+jwt"/.test(partOf(signed.text, 0)) ? 'application/vc+jwt' : 'application/jwt';
}

const PNG = 'image/png';

function missing(): never {
  throw new WalletError('There is no such file of this credential.', 404);
}

function textOf(signed: Signed | null, file: string): Uint8Array {
  if (signed === null || !file.endsWith(signed.kind)) missing();
  return new TextEncoder().encode(signed.text);
}

const PICTURE_WIDE = 512;

/**
 * The picture of a credential, PNG, without the credential in it: of its achievement where it was issued here, else what it
 * carries as data, else a plain stone. An address in it is never fetched: whoever looks would be told on.
 */
export async function pictureOf({ db }: Pick<Filing, 'db'>, held: WholeHolding): Promise<Uint8Array> {
  const own = held.credentialId === null ? null : await ownBadge(db, held.credentialId);
  if (own !== null) return own;
  const carried = pngIn(held.summary?.achievement?.image);
  if (carried !== null) return carried;
  return drawPng(plainBadge(called(held)), { width: PICTURE_WIDE });
}

/** The badge of the version that was awarded: its stone, or the picture that was uploaded for it. */
async function ownBadge(db: Db, credentialId: string): Promise<Uint8Array | null> {
  const credential = await findCredential(db, credentialId);
  if (!credential) return null;
  const { achievementId, achievementVersion } = credential;
  const achievement = await findPublishedAchievement(db, achievementId, achievementVersion);
  return achievement && badgePng(db, achievement.content, achievement.organisation.name);
}

function called({ summary }: WholeHolding): { name: string; issuer: string } {
  return { name: nameOf(summary), issuer: issuerOf(summary) };
}

/** Foreign SVG is not drawn. */
function pngIn(image: string | null | undefined): Uint8Array | null {
  const data = /^data:image\/png;base64,([A-Za-z0-9+/=]+)$/.exec(image ?? '')?.[1];
  const bytes = data === undefined || data.length > 3_000_000 ? null : Buffer.from(data, 'base64');
  return bytes?.subarray(1, 4).toString('latin1') === 'PNG' ? bytes : null;
}

async function svgOf(parts: Filing, held: WholeHolding, signed: Signed): Promise<Uint8Array> {
  const svg = pictureAsSvg(await pictureOf(parts, held), nameOf(held.summary));
  return new TextEncoder().encode(bakeSvg(svg, signed.text));
}

function drawCertificate(
  { origin }: Filing,
  held: WholeHolding,
  signed: Signed | null,
  shown: Shown,
): Promise<Uint8Array> {
  const path = publicPathOf(held);
  return drawApart(
    certificateOf({
      credential: credentialOf(held, shown),
      signed,
      address: path === null ? null : origin + path,
      verify: `${origin}/verify`,
      id: held.summary?.id ?? null,
      created: shown.now,
    }),
  );
}

async function drawCard(parts: Filing, held: WholeHolding, now: Date): Promise<Uint8Array> {
  const { standing } = credentialOf(held, { holder: null, now });
  const remark = /^(authentic|could)/.test(standing.words) ? null : standing.words;
  const picture = await pictureOf(parts, held);
  const card = socialCard({ ...called(held), issued: dayOf(held.summary?.issued), remark, picture });
  return drawPng(card, { width: 1200 });
}
