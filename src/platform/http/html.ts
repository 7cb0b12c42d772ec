/** Pages: Preact on the server, escaped by default. */
import type { FastifyReply } from 'fastify';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Sends a whole document. The doctype is written here, everything else by the layout. */
export function html(reply: FastifyReply, page: JSX.Element): FastifyReply {
  return reply.type(HTML).send(drawHtml(page));
}

/**
 * The bytes of a whole document. Bytes, because a text of many pieces is gone through three times on its way out: put
 * together, measured and written (0.27 ms of a search page, against 0.08 ms; one core).
 */
export function drawHtml(page: JSX.Element): Buffer {
  return Buffer.from(`<!doctype html>${renderToString(page)}`);
}

export const HTML = 'text/html; charset=utf-8';
