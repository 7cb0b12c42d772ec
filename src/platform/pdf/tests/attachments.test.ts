import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { drawPage } from '../draw.js';

const created = new Date('2026-11-23T09:00:00Z');

test('a page carries a file byte for byte, and a QR code that says where it leads', async () => {
  const signed = Buffer.from('{"name":"Zoë’s badge","odd":"\\ud83e\\udea8"}\r\n', 'utf8');
  const bytes = await drawPage([
    {
      title: 'Demo certificate',
      language: 'en-GB',
      created,
      blocks: [
        {
          kind: 'qr',
          text: 'https://cairn.example/verify',
          said: 'Leads to the page that checks this certificate',
          side: 90,
          beside: [{ kind: 'text', text: 'Scan it to check this certificate.' }],
        },
      ],
      attachments: [
        {
          name: 'credential.json',
          mediaType: 'application/vc+ld+json',
          description: 'The signed credential',
          relationship: 'Data',
          bytes: signed,
        },
      ],
    },
  ]);
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const files = (await document.getAttachments()) as unknown as Map<string, { description: string }>;
  expect([...files].map(([name, { description }]) => [name, description])).toEqual([
    ['credential.json', 'The signed credential'],
  ]);
  const page = await document.getPage(1);
  expect(JSON.stringify(await page.getStructTree())).toContain('Leads to the page that checks this certificate');
  const words = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  expect(words).toContain('Scan it to check this certificate.');
});
