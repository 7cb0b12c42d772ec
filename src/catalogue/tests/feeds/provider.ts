/** A provider's web server, of a test's own: it says what the test wants it to say, and remembers what it was asked. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Provider = {
  host: string;
  origin: string;
  /** Answers by path; what is not there is a 404. */
  answers: Record<string, RequestListener>;
  /** What was asked, in order: method, path and headers. */
  asked: { line: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
};

export async function openProvider(): Promise<Provider> {
  const answers: Record<string, RequestListener> = {};
  const asked: Provider['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const answer = answers[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    origin: `http://${host}`,
    answers,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type DemoEntry = { title: string; price?: string; description?: string };

/** Courses as JSON-LD of schema.org, all of one provider. */
export function feedOf(provider: string, entries: readonly DemoEntry[]): string {
  return JSON.stringify(
    entries.map(({ title, price = '100', description = 'What it is about.' }) => ({
      '@context': 'https://schema.org',
      '@type': 'Course',
      '@id': `https://courses.example.org/${encodeURIComponent(title)}`,
      url: `https://courses.example.org/${encodeURIComponent(title)}`,
      name: title,
      description,
      provider: { '@type': 'Organization', name: provider },
      offers: { '@type': 'Offer', price, priceCurrency: 'GBP' },
    })),
  );
}

/** Serves a text with a tag, and 304 to whoever has it. */
export function tagged(text: () => string): RequestListener {
  return (request, response) => {
    const tag = `"${text().length}-${[...text()].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)}"`;
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else response.setHeader('etag', tag).setHeader('content-type', 'application/ld+json').end(text());
  };
}
