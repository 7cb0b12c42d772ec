/** Pages: Preact on the server, escaped by default. */
import type { FastifyReply } from 'fastify';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Sends a whole document. The doctype is written here, everything else by the layout. */
export function html(reply: FastifyReply, page: JSX.Element): FastifyReply {
  return sendHtml(reply, drawHtml(page));
}

/** The text of a whole document, for a page that is drawn once and sent often. */
export function drawHtml(page: JSX.Element): string {
  return `<!doctype html>${renderToString(page)}`;
}

export function sendHtml(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').serializer(asItIs).send(text);
}

function asItIs(payload: unknown): string {
  return payload as string;
}
