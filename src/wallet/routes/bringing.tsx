/** Bringing credentials from elsewhere, and taking all along. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, requirePerson } from '../../accounts/index.js';
import { type App, html, takeUploads, uploadOf } from '../../platform/http/index.js';
import { type Brought, bringCredential, fetchCredential } from '../actions/bringing.js';
import { wholeWallet } from '../actions/taking-along.js';
import { type BroughtLine, BroughtPage } from '../pages/brought-page.js';
import { BringPage } from '../pages/holding-forms.js';
import { MOST, WalletError } from '../schema.js';
import { actorOf, refusedBy, sendFile, signedIn, type WalletRoutes } from './parts.js';

/** Each is checked, which costs. */
const limit = { hits: 20, seconds: 60 };
const Fields = z.object({ address: z.string().trim().default(''), text: z.string().trim().default('') });

export function addBringingRoutes(app: App, parts: WalletRoutes): void {
  const { db, frame, clock } = parts;
  app.get('/my/credentials/new', { config: signedIn }, async (_request, reply) => {
    return html(reply, <BringPage frame={frame} />);
  });
  void app.register(async (scope) => {
    const bodyLimit = takeUploads(scope as App, MOST.formBytes);
    scope.post('/my/credentials/new', { config: { ...signedIn, limit }, bodyLimit }, async (request, reply) => {
      return bringAll(parts, await actorOf(parts, request), request, reply);
    });
  });
  app.get(
    '/my/credentials/all.zip',
    { config: { ...signedIn, limit: { hits: 20, seconds: 3600 } } },
    async (request, reply) => {
      const person = requirePerson(await actorOf(parts, request));
      const bytes = await wholeWallet(db, person.id, clock.now());
      return sendFile(reply, 'credentials.zip', { type: 'application/zip', bytes });
    },
  );
}

async function bringAll(
  parts: WalletRoutes,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { files, fields } = uploadOf(request.body);
  const given = Fields.catch({ address: '', text: '' }).parse(fields);
  const again = (error: unknown) => {
    const { refusal, status } = refusedBy(error);
    return html(reply.code(status), <BringPage frame={parts.frame} given={given} refusal={refusal} />);
  };
  try {
    if (files.length > MOST.files)
      throw new WalletError(`These are ${files.length} files. Bring up to ${MOST.files} at once.`, 422, 'file');
    const asked: Brought[] = files.map(({ name, content }) => ({
      content,
      source: 'file',
      fileName: name,
      sourceUrl: null,
    }));
    if (given.text !== '') asked.push(pasted(given.text));
    if (given.address !== '') asked.push(await fetchCredential(parts, given.address));
    const [only] = asked;
    if (only === undefined) throw new WalletError('Choose a file, give an address, or paste a text.', 422, 'file');
    if (asked.length === 1) {
      const { id, outcome } = await bringCredential(parts, actor, only, parts.clock.now());
      return reply.redirect(`/my/credentials/${id}?done=${outcome}`, 303);
    }
    const lines = await bringEach(parts, actor, asked);
    return html(reply, <BroughtPage frame={parts.frame} lines={lines} />);
  } catch (error) {
    return again(error);
  }
}

function pasted(text: string): Brought {
  return { content: new TextEncoder().encode(text), source: 'text', fileName: null, sourceUrl: null };
}

/** One that is refused stops no other. */
async function bringEach(parts: WalletRoutes, actor: Actor, asked: readonly Brought[]): Promise<BroughtLine[]> {
  const lines: BroughtLine[] = [];
  for (const brought of asked) {
    const name = brought.fileName ?? brought.sourceUrl ?? 'The text that you pasted';
    try {
      lines.push({ name, kept: await bringCredential(parts, actor, brought, parts.clock.now()) });
    } catch (error) {
      if (!(error instanceof WalletError)) throw error;
      lines.push({ name, refused: error.message });
    }
  }
  return lines;
}
