/** Credentials in PDF: what a certificate carries comes out byte for byte, whatever program wrote the file. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawApart } from '../../../platform/pdf/index.js';
import { FormatError, unwrap } from '../../formats/index.js';

const json = '{\r\n "id": "urn:uuid:1",\t"name": "Zoë 🪨 \\\\ ) endstream endobj"\n}\n';
const token = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkZW1vIn0.c2ln';
const page = (...files: [name: string, text: string][]): Promise<Uint8Array> =>
  drawApart([
    {
      title: 'Demo certificate',
      language: 'en-GB',
      created: new Date('2026-11-23T09:00:00Z'),
      blocks: [{ kind: 'heading', level: 1, text: 'Demo certificate' }],
      attachments: files.map(([name, text]) => ({
        name,
        mediaType: 'application/json',
        description: 'The signed credential',
        relationship: 'Data',
        bytes: Buffer.from(text),
      })),
    },
  ]);

function refusal(file: Uint8Array): string {
  try {
    unwrap(file);
  } catch (error) {
    if (error instanceof FormatError) return `${error.message} ${error.fix}`;
    throw error;
  }
  return 'not refused';
}

let drawn: Uint8Array;
beforeAll(async () => {
  drawn = await page(['credential.json', json]);
});

test('a certificate that we drew gives its credential back, byte for byte', async () => {
  expect(unwrap(drawn)).toEqual({ wrapping: 'pdf', content: { json } });
  expect(unwrap(await page(['credential.jwt', token])).content).toEqual({ jwt: token });
  // Other files may travel with it.
  expect(unwrap(await page(['terms.json', '{}'], ['credential.json', json])).content).toEqual({ json });
  expect(unwrap(await page(['badge.json', json], ['notes.txt', 'hello'])).content).toEqual({ json });
});

test('what stands in the file of another program is read too: packed objects, strings in hex, a file saved again', () => {
  expect(unwrap(byHand({ packed: true })).content).toEqual({ json: '{"by":"hand"}' });
  expect(unwrap(byHand({ packed: false })).content).toEqual({ json: '{"by":"hand"}' });
  const again = Buffer.concat([
    byHand({ packed: false }),
    Buffer.from(
      '\n5 0 obj\n<< /Length 15 >>\nstream\n{"by":"second"}\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF',
    ),
  ]);
  expect(unwrap(again).content).toEqual({ json: '{"by":"second"}' });
});

describe('refused, by name', () => {
  test('no credential, two, locked, cut off, swollen, in a circle', async () => {
    expect(refusal(await page())).toContain('has no credential attached');
    expect(refusal(await page(['one.json', json], ['two.json', '{"id":2}']))).toContain('more than one credential');
    expect(refusal(await page(['credential.json', 'hello']))).toContain('neither JSON nor a JWT');
    expect(refusal(byHand({ packed: false, trailer: '/Encrypt 9 0 R' }))).toContain('locked');
    expect(refusal(Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'))).toContain('damaged or cut off');
    const bomb = deflateSync(Buffer.alloc(30 * 1024 * 1024, 0x20));
    expect(refusal(byHand({ packed: false, content: bomb, filter: '/Filter /FlateDecode' }))).toContain(
      'more than 20 MB',
    );
    expect(refusal(byHand({ packed: false, filter: '/Filter /LZWDecode' }))).toContain('in a way that is not read');
    const circle = '%PDF-1.7\n1 0 obj\n<< /Names 2 0 R >>\nendobj\n2 0 obj\n2 0 R\nendobj\ntrailer << /Root 1 0 R >>';
    expect(refusal(Buffer.from(circle))).toContain('circle');
    const deep = `%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}\nendobj\ntrailer << /Root 1 0 R >>`;
    expect(refusal(Buffer.from(deep))).toContain('damaged or cut off');
    expect(refusal(Buffer.from(`%PDF-1.7\n${'1 0 obj ('.repeat(20_000)}`))).toContain('too many places');
    expect(refusal(Buffer.from(`%PDF-1.7\n${'1 0 obj <<>> stream '.repeat(20_000)}`))).toContain('too many places');
  });

  test('bytes that were changed anywhere give a credential or a refusal, never a crash', () => {
    const files = [drawn, byHand({ packed: true }), byHand({ packed: false })];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
        (file, changes) => {
          const changed = Buffer.from(file);
          for (const [at, byte] of changes) changed[at % changed.length] = byte;
          refusal(changed);
        },
      ),
      { numRuns: 150 },
    );
  });
});

type Written = { packed: boolean; content?: Buffer; filter?: string; trailer?: string };

/** A file as others write it: a tree of names, the objects in a packed stream or one by one. */
function byHand({ packed, content = Buffer.from('{"by":"hand"}'), filter = '', trailer = '' }: Written): Buffer {
  const objects: Record<number, string> = {
    1: '<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>',
    2: '<< /Kids [ 3 0 R ] >>',
    3: '<< /Names [ <63> 4 0 R ] >>',
    4: '<< /Type /Filespec /F (a\\051.json) /UF <FEFF0061002E006A0073006F006E> /EF << /F 5 0 R >> >>',
  };
  const file = Buffer.concat([
    Buffer.from(`5 0 obj\n<< /Type /EmbeddedFile ${filter} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const head = Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1');
  if (!packed) {
    const bodies = Object.entries(objects).map(([number, body]) => `${number} 0 obj\n${body}\nendobj\n`);
    return Buffer.concat([
      head,
      Buffer.from(bodies.join('')),
      file,
      Buffer.from(`trailer\n<< /Root 1 0 R ${trailer} >>\n%%EOF`),
    ]);
  }
  let places = '';
  let bodies = '';
  for (const [number, body] of Object.entries(objects)) {
    places += `${number} ${bodies.length} `;
    bodies += `${body} `;
  }
  const stream = deflateSync(Buffer.from(places + bodies));
  const heading = `6 0 obj\n<< /Type /ObjStm /N 4 /First ${places.length} /Filter /FlateDecode /Length 7 0 R >>\nstream\r\n`;
  return Buffer.concat([
    head,
    file,
    Buffer.from(heading),
    stream,
    Buffer.from(
      `\nendstream\nendobj\n7 0 obj ${stream.length} endobj\n8 0 obj\n<< /Type /XRef /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\n%%EOF`,
    ),
  ]);
}
