/** `/verify`: what anybody was handed, judged at once. Nothing is stored, logged, or put into an address. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Client } from '../../../platform/fetch/index.js';
import { type App, html, takeUploads, uploadOf } from '../../../platform/http/index.js';
import type { Frame } from '../../../ui/index.js';
import { HandedOverError, takeHandedOver, textIn } from '../../actions/handed-over.js';
import { offlineFacts, offlineParts } from '../../actions/offline.js';
import type { Verifier } from '../../actions/verifying.js';
import type { Contexts } from '../../engine/types.js';
import { MOST_BYTES } from '../../formats/index.js';
import { AnswerPage } from '../../pages/verifying/answer-page.js';
import { type Asked, NOTHING_ASKED } from '../../pages/verifying/ask.js';
import { AskPage } from '../../pages/verifying/ask-page.js';
import { offlinePage } from '../../pages/verifying/offline-page.js';
import { completenessOf } from '../../rules/completeness/index.js';
import { saidIn } from '../../rules/endorsing.js';
import { answerOf } from '../../rules/verdict-words.js';

export type VerifyPages = {
  db: Db;
  contexts: Contexts;
  clock: Clock;
  frame: Frame;
  verifier: Verifier;
  client: Pick<Client, 'get'>;
  /** One of ours as it was signed, by its id; null: there is none. */
  issued(id: string): Promise<string | null>;
};

/** Each asks for canonicalisation and for documents elsewhere. */
const config = { access: 'public', limit: { hits: 60, seconds: 60 } } as const;
const AskedFor = z.object({ credential: z.string().max(60).optional() });
const MOST_RECIPIENT = 320;

export function addVerifyPages(app: App, parts: VerifyPages): void {
  const { db, contexts, clock, frame, issued } = parts;

  app.get('/verify', { config, schema: { querystring: AskedFor } }, async ({ query }, reply) => {
    if (query.credential === undefined) return html(reply, <AskPage frame={frame} today={clock.today()} />);
    const signed = z.uuid().safeParse(query.credential).success ? await issued(query.credential.toLowerCase()) : null;
    if (signed !== null) return answerOurs(parts, reply, signed, NOTHING_ASKED);
    const refusal = { message: 'There is no such credential here. Give the file or the link that you were handed.' };
    return html(reply.code(404), <AskPage frame={frame} today={clock.today()} refusal={refusal} />);
  });

  // A file to keep, not a page of the site: its own policy lets its own scripts run.
  app.get('/verify/offline', { config, schema: { hide: true } }, async (_request, reply) => {
    const facts = await offlineFacts(db, contexts, { origin: frame.origin, made: clock.today() });
    reply.header('content-disposition', `attachment; filename="cairn-verify-${facts.made}.html"`);
    reply.type('text/html; charset=utf-8');
    return reply.send(offlinePage(facts, offlineParts()));
  });

  // Files are taken at this address alone.
  app.register(async (scope) => {
    const bodyLimit = takeUploads(scope, MOST_BYTES);
    scope.post('/verify', { config, bodyLimit, schema: { hide: true } }, async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      const { files, fields } = uploadOf(body);
      const asked = readAsked(fields, clock.today());
      const refuse = (faults: Asked['faults']) => {
        const refusal = { message: Object.values(faults)[0] ?? '', fields: faults };
        const page = <AskPage frame={frame} today={clock.today()} asked={{ ...asked, faults }} refusal={refusal} />;
        return html(reply.code(422), page);
      };
      if (Object.keys(asked.faults).length > 0) return refuse(asked.faults);
      const [file] = files;
      const own = file ? null : credentialAt(asked.text, frame.origin);
      const signed = own === null ? null : await issued(own);
      if (signed !== null) return answerOurs(parts, reply, signed, asked);
      try {
        const given = await takeHandedOver(parts.client, {
          file: file ? { bytes: file.content, name: file.name } : null,
          text: asked.text,
        });
        return await answer(parts, reply, given, asked, textIn(given.bytes));
      } catch (error) {
        if (error instanceof HandedOverError) return refuse({ [error.field]: error.message });
        throw error;
      }
    });
  });
}

/** The id in an address of ours, such as a credential's own page: it is not asked for over the network. */
function credentialAt(text: string, origin: string): string | null {
  const address = text.trim();
  if (!URL.canParse(address) || new URL(address).origin !== origin) return null;
  const { pathname, searchParams } = new URL(address);
  const id = pathname === '/verify' ? searchParams.get('credential') : /^\/credentials\/([^/]+)/.exec(pathname)?.[1];
  return z.uuid().safeParse(id).data?.toLowerCase() ?? null;
}

/** Told of, and not handed out: that is for its holder, who may not have published it. */
function answerOurs(parts: VerifyPages, reply: FastifyReply, signed: string, asked: Asked) {
  return answer(parts, reply, { bytes: new TextEncoder().encode(signed), name: '' }, asked, '');
}

function readAsked(fields: Record<string, string>, today: string): Asked {
  const faults: Record<string, string> = {};
  const at = (fields.at ?? '').trim();
  if (at !== '' && !z.iso.date().safeParse(at).success)
    faults.at = 'Give the day as year, month and day, such as 2026-11-23.';
  else if (at > today) faults.at = 'Nobody can know yet. Give today or a day that has passed.';
  const recipient = (fields.recipient ?? '').trim();
  if (recipient.length > MOST_RECIPIENT) faults.recipient = 'This is too long for a name or an address.';
  return { text: fields.text ?? '', recipient, at, faults };
}

/** @param text the credential for a further question; empty: it is not handed out. */
async function answer(
  { clock, frame, verifier }: VerifyPages,
  reply: FastifyReply,
  { bytes, name }: { bytes: Uint8Array; name: string },
  asked: Asked,
  text: string,
) {
  const today = clock.today();
  const verified = await verifier.verify(bytes, {
    name,
    ...(asked.recipient !== '' && { recipient: asked.recipient }),
    // The end of the day that is asked about; today is this moment.
    ...(asked.at !== '' && asked.at !== today && { at: new Date(`${asked.at}T23:59:59Z`) }),
  });
  const { format, verdict, checks, summary, document } = verified;
  const verification = { format, verdict, checks };
  const read = document !== null;
  const view = {
    answer: answerOf({
      verification,
      issuer: (summary?.issuer.name ?? summary?.issuer.id)?.slice(0, 120) ?? null,
      read,
    }),
    verification,
    isRead: read,
    summary,
    said: document === null ? null : saidIn(document),
    meters: document === null ? [] : completenessOf({ document }),
    checked: { day: today, time: clock.now().toISOString().slice(11, 16) },
    asked: { ...asked, text },
  };
  return html(reply, <AnswerPage frame={frame} view={view} />);
}
