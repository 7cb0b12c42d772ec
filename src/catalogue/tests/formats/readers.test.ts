import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../formats/readers/decode.js';
import { type JsonUnit, readJson, splitJson } from '../../formats/readers/json.js';
import { readXml, type XmlUnit } from '../../formats/readers/xml.js';
import { textOf } from '../../formats/readers/xml-text.js';
import { inPieces } from './reading.js';

async function decode(bytes: Uint8Array, size?: number) {
  const { pieces, notes } = decodeText(inPieces(bytes, size));
  let text = '';
  for await (const piece of pieces) text += piece;
  return { text, notes };
}

describe('character sets', () => {
  it.each(['utf8', 'utf16le'] as const)('reads %s with and without a byte order mark', async (encoding) => {
    const words = '{"name": "Économie £5 数据"}';
    expect((await decode(Buffer.from(words, encoding))).text).toBe(words);
    expect((await decode(Buffer.from(`\uFEFF${words}`, encoding), 3)).text).toBe(words);
  });

  it('reads big-endian UTF-16', async () => {
    const bytes = Buffer.from('\uFEFF<a>é</a>', 'utf16le').swap16();
    expect((await decode(bytes)).text).toBe('<a>é</a>');
  });

  it('passes over a mark of UTF-16 before text that is none, and says so', async () => {
    const { text, notes } = await decode(Buffer.from([0xff, 0xfe, 0xff, 0xfe, ...Buffer.from('title,é\n')]));
    expect(text).toBe('title,é\n');
    expect(notes).toEqual(['the text is marked as UTF-16 and is not: the mark is passed over']);
  });

  it('takes undeclared bytes that are no UTF-8 for Windows-1252, and says so', async () => {
    const { text, notes } = await decode(Buffer.from([0x3c, 0x61, 0x3e, 0xa3, 0x35, 0x96]));
    expect(text).toBe('<a>£5–');
    expect(notes[0]).toMatch(/Windows-1252/);
  });

  it('obeys the XML declaration', async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>caf\u00e9</a>', 'latin1');
    expect((await decode(bytes)).text).toContain('café');
  });

  it('keeps the rest where declared UTF-8 holds wrong bytes, and counts them', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>10'),
      Buffer.from([0xa3]),
      Buffer.from(' off</a>'),
    ]);
    const { text, notes } = await decode(bytes);
    expect(text).toContain('10� off');
    expect(notes[0]).toMatch(/1 characters are not valid/);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => void (await decode(bytes, 7))),
      { numRuns: 200 },
    );
  });
});

const values = (units: JsonUnit[]) => units.flatMap((unit) => (unit.type === 'value' ? [unit.value] : []));
type Refusal = { type: string; at: string; reason?: string; incomplete?: true };
const refusals = (units: readonly Refusal[]): Refusal[] => units.filter(({ type }) => type === 'refused');

describe('JSON', () => {
  it('gives back any value, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (list, size, pretty) => {
          const bytes = Buffer.from(JSON.stringify(list, null, pretty ? 1 : 0));
          const units: JsonUnit[] = [];
          for await (const unit of readJson(inPieces(bytes, size))) units.push(unit);
          expect(units.every(({ type }) => type === 'value')).toBe(true);
          expect(values(units)).toEqual(JSON.parse(bytes.toString()));
        },
      ),
    );
  });

  it('streams named lists and gives the other members at the end', () => {
    const units = splitJson('{"a": 1, "items": [{"x": "]"}, 2], "b": [3]}', { stream: ['items'] });
    expect(units.map(({ type, at }) => `${type} ${at}`)).toEqual(['value $.items[0]', 'value $.items[1]', 'root $']);
    expect(units.at(-1)).toMatchObject({ value: { a: 1, b: [3] } });
  });

  it('bears a byte order mark, trailing commas and JSON lines', () => {
    expect(values(splitJson('\uFEFF[{"a": [1, 2,], },]'))).toEqual([{ a: [1, 2] }]);
    expect(splitJson('{"a": 1}\n{"a": 2}').map((unit) => unit.type === 'root' && unit.value.a)).toEqual([1, 2]);
  });

  it('refuses one broken item and reads the next', () => {
    const units = splitJson('[{"a": 1}, {"a": tru}, {"a": [1}, {"a": 4}]');
    expect(values(units)).toEqual([{ a: 1 }, { a: 4 }]);
    expect(refusals(units).map(({ at }) => at)).toEqual(['$[1]', '$[2]']);
  });

  it('refuses what is nested too deep or too long, and reads the next', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const units = splitJson(`[${deep}, "${'x'.repeat(2000)}", {"a": 1}]`, { maxLength: 1000 });
    expect(values(units)).toEqual([{ a: 1 }]);
    expect(refusals(units).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/deeper than 100|longer/),
      expect.stringMatching(/longer than 1,000/),
    ]);
  });

  it('says where a file breaks off', () => {
    const [unit, cut] = splitJson('[{"a": 1}, {"a": "two');
    expect(unit).toMatchObject({ value: { a: 1 } });
    expect(cut).toMatchObject({ type: 'refused', at: '$[1]', incomplete: true });
  });

  it.each(['', '   ', 'hello', '<html>', '"text"', '[', '{', '{"a"', '{"a":', '[1,,2', ']', '{]', '\0\0'])(
    'says what is wrong with %j',
    (text) => {
      expect(refusals(splitJson(text)).length).toBeGreaterThan(0);
    },
  );

  it('does not take members of its own objects for data', () => {
    const [root] = splitJson('{"__proto__": {"polluted": true}, "a": 1}');
    expect(root).toMatchObject({ value: { a: 1 } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

async function xml(text: string, limits: { maxLength?: number; maxDepth?: number } = {}): Promise<XmlUnit[]> {
  const units: XmlUnit[] = [];
  const walkInto = ({ local }: { local: string }, path: readonly string[]) => path.length === 0 && local === 'list';
  const restartAt = ({ local }: { local: string }) => local === 'item';
  for await (const unit of readXml(inPieces(Buffer.from(text), 1000), { walkInto, restartAt, ...limits }))
    units.push(unit);
  return units;
}
const texts = (units: XmlUnit[]) => units.flatMap((unit) => (unit.type === 'element' ? [textOf(unit.node) ?? ''] : []));

describe('XML', () => {
  it('reads elements by namespace with their text, CDATA and the five entities', async () => {
    const units = await xml(
      '<p:list xmlns:p="urn:a"><item xmlns="urn:b" p:id="1">a &lt;b&gt; &amp; <![CDATA[<c>]]>&#233;</item></p:list>',
    );
    expect(units.map(({ type }) => type)).toEqual(['open', 'element', 'close']);
    expect(units[1]).toMatchObject({
      at: '/list/item[1]',
      node: { uri: 'urn:b', local: 'item', attributes: [{ uri: 'urn:a', local: 'id', value: '1' }] },
    });
  });

  it('makes text of XHTML by its blocks and of escaped HTML', async () => {
    const units = await xml(
      '<list><item><div><p>One</p><ul><li>Two</li></ul></div></item><item>&lt;p&gt;Three&lt;/p&gt; &amp;amp; four</item></list>',
    );
    expect(texts(units)).toEqual(['One\n\nTwo', 'Three\n& four']);
  });

  it('reads nothing from outside and expands no entity', async () => {
    const outside = await xml(
      '<!DOCTYPE list [<!ENTITY x SYSTEM "file:///etc/passwd">]><list><item>&x;</item><item>fine</item></list>',
    );
    expect(texts(outside)).toEqual(['fine']);
    expect(refusals(outside)[0]).toMatchObject({
      at: '/list/item[1]',
      reason: expect.stringMatching(/undefined entity/),
    });
    expect(outside.some((unit) => unit.type === 'note' && /document type/.test(unit.message))).toBe(true);
    const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
    const bomb = await xml(
      `<!DOCTYPE list [<!ENTITY l0 "ha">${laughs}]><list><item>&l9;</item><item>fine</item></list>`,
    );
    expect(texts(bomb)).toEqual(['fine']);
  });

  it('refuses a broken element and takes up again at the next', async () => {
    for (const broken of [
      '<item><b>x</i></item>',
      '<item><b>x</item>',
      '<item a="1" a="2">x</item>',
      '<item>x</itme>',
      '<item><<</item>',
    ]) {
      const units = await xml(`<list><item>one</item>${broken}<item>two</item><item>three</item></list>`);
      expect(texts(units), broken).toEqual(['one', 'two', 'three']);
      expect(refusals(units).length, broken).toBeGreaterThan(0);
    }
  });

  it('reads a bare ampersand as one wherever the pieces are cut, and leaves CDATA alone', async () => {
    const text = '<list><item a="x&y">R&D & more &amp; &#38; <![CDATA[a & b]]></item><item>two</item></list>';
    for (let filler = 0; filler < 120; filler += 3) {
      const units = await xml(`<list>${' '.repeat(65_400 + filler)}</list>`.replace('</list>', text.slice(6)));
      expect(texts(units)).toEqual(['R&D & more & & a & b', 'two']);
    }
  });

  it('refuses what is too long or too deep and reads the next', async () => {
    const units = await xml(
      `<list><item>${'x'.repeat(5000)}</item><item>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</item><item>fine</item></list>`,
      { maxLength: 3000 },
    );
    expect(texts(units)).toEqual(['fine']);
    expect(refusals(units).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/longer than/),
      expect.stringMatching(/deeper than/),
    ]);
  });

  it('stops at endless nesting', async () => {
    const units = await xml(`<list><item>${'<a>'.repeat(100_000)}`);
    expect(refusals(units)).toMatchObject([{ incomplete: true, reason: expect.stringMatching(/within one another/) }]);
  });

  it('says where a file breaks off, and that an empty one is empty', async () => {
    expect(refusals(await xml('<list><item>one</item><item>tw'))).toMatchObject([
      { at: '/list/item[2]', incomplete: true },
    ]);
    expect(refusals(await xml(''))).toMatchObject([{ incomplete: true }]);
    expect(refusals(await xml('no markup')).length).toBeGreaterThan(0);
  });

  it('never throws, and gives nothing twice', async () => {
    const piece = fc.constantFrom(
      '<list>',
      '</list>',
      '<item>',
      '</item>',
      '<a b="',
      '">',
      '&amp;',
      '&',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE',
      '>',
      'x',
      '\0',
      '</',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const places = (await xml(pieces.join(''))).flatMap((unit) => (unit.type === 'element' ? [unit.at] : []));
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 500 },
    );
  });
});
