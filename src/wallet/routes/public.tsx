/** The page of a credential for everybody, its pictures, and, once it is published, the credential itself. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findCredential } from '../../credentials/index.js';
import { type App, html } from '../../platform/http/index.js';
import { credentialOf, makeFile, pictureOf, publicPathOf, signedOf } from '../actions/files.js';
import { recognisedOf } from '../actions/recognised.js';
import { asKnownHere } from '../actions/standing.js';
import { qrSvg } from '../formats/qr.js';
import type { FileName } from '../pages/files.js';
import { PublicPage } from '../pages/public-page.js';
import { findShown } from '../queries/holdings.js';
import { WalletError, type WholeHolding } from '../schema.js';
import { drawing, sendFile, type WalletRoutes } from './parts.js';

const open = { access: 'public' } as const;
const params = z.object({ credential: z.string().max(200) });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Handed to whoever asks, once it is published. */
const PUBLISHED: readonly FileName[] = [
  'credential.json',
  'credential.jwt',
  'certificate.pdf',
  'badge.png',
  'badge.svg',
];

export function addPublicCredentialRoutes(app: App, parts: WalletRoutes): void {
  const { clock, frame, origin } = parts;
  const at = '/credentials/:credential';

  app.get(at, { config: open, schema: { params } }, async (request, reply) => {
    const held = await getShown(parts, request.params.credential);
    const signed = held.publishedAt === null ? null : signedOf(held);
    reply.header('vary', 'accept');
    if (signed !== null && asksForFile(request)) {
      const made = await makeFile(parts, held, `credential.${signed.kind}`, shownTo(held, clock.now()));
      return sendFile(reply, `credential.${signed.kind}`, made, true);
    }
    const path = publicPathOf(held) ?? '';
    const page = {
      held,
      path,
      credential: credentialOf(held, shownTo(held, clock.now())),
      recognised: await recognisedOf(parts.db, held, clock.today()),
      signed: signed?.text ?? null,
      qr: qrSvg(origin + path, `Code that leads to ${origin + path}`),
      achievement: await achievementOf(parts, held),
    };
    return html(reply, <PublicPage frame={frame} {...page} />);
  });

  app.get(`${at}/picture.png`, { config: open, schema: { params } }, async (request, reply) => {
    const held = await getShown(parts, request.params.credential);
    reply.header('cache-control', 'public, max-age=600');
    return sendFile(reply, 'badge.png', { type: 'image/png', bytes: await pictureOf(parts, held) }, true);
  });
  const costly = { ...open, limit: drawing };
  app.get(`${at}/card.png`, { config: costly, schema: { params } }, async (request, reply) => {
    const held = await getShown(parts, request.params.credential);
    const made = await makeFile(parts, held, 'card.png', shownTo(held, clock.now()));
    return sendFile(reply.header('cross-origin-resource-policy', 'cross-origin'), 'card.png', made, true);
  });
  for (const file of PUBLISHED)
    app.get(`${at}/${file}`, { config: costly, schema: { params } }, async (request, reply) => {
      const held = await getShown(parts, request.params.credential);
      if (held.publishedAt === null) throw notThere();
      return sendFile(reply, file, await makeFile(parts, held, file, shownTo(held, clock.now())));
    });
}

/** @throws WalletError 404 for what nobody claimed, and for what was brought from elsewhere and is not published */
async function getShown({ db, clock }: WalletRoutes, id: string): Promise<WholeHolding> {
  const held = UUID.test(id) ? await findShown(db, id) : null;
  if (!held || publicPathOf(held) === null) throw notThere();
  return asKnownHere(db, held, clock.now());
}

function notThere(): WalletError {
  return new WalletError('There is no such credential here, or its holder has not claimed or published it.', 404);
}

function shownTo({ shownName }: WholeHolding, now: Date): { holder: string | null; now: Date } {
  return { holder: shownName, now };
}

/** A program that wants the credential itself, not a page about it. */
function asksForFile({ headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? '';
  return /application\/(vc|ld\+json|json|jwt|vc\+jwt)\b/.test(accept) && !/text\/html/.test(accept);
}

async function achievementOf({ db }: WalletRoutes, { credentialId }: WholeHolding): Promise<string | null> {
  const credential = credentialId === null ? null : await findCredential(db, credentialId);
  return credential && `/achievements/${credential.achievementId}`;
}
