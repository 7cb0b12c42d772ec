/** The rules of writing and of moderating, over many texts and times. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EDIT_MS, LIMITS, mayEdit, NEW_DAYS, refusalToWrite } from '../rules/limits.js';
import { HOLD_HOURS, hindranceOf, isToHold, mayAppeal, reversed } from '../rules/moderation.js';
import { foldText, linksIn, paragraphsOf, piecesOf, saysSomething, tidyText } from '../rules/text.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const now = new Date('2026-11-23T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const known = ago(400 * DAY);

describe('text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\u202e', '\u0000', 'https://a.example', ').', '(', '<b>'),
    }),
  );

  test('kept text is tidy: tidying it again changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => void expect(tidyText(tidyText(text))).toBe(tidyText(text))));
  });

  test('holds no mark that turns writing round, no control character and no gap of more than a line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tidyText(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\n\n\n|^\s|\s$/);
        expect(tidyText(text).replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('cut into pieces and put together it is the same, and only web addresses can be followed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = tidyText(text).replaceAll('\n', ' ');
        const pieces = piecesOf(line);
        expect(pieces.map((piece) => piece.text).join('')).toBe(line);
        for (const { href } of pieces) if (href !== null) expect(href).toMatch(/^https?:\/\/[^/@]+\//);
      }),
    );
  });

  test.each([
    ['See https://example.org/a.', 'https://example.org/a'],
    ['(https://example.org/a_(b))', 'https://example.org/a_(b)'],
    ['“http://example.org/?q=1&r=2”, he said', 'http://example.org/?q=1&r=2'],
    ['HTTPS://EXAMPLE.ORG/A!', 'HTTPS://EXAMPLE.ORG/A'],
  ])('%s leads to %s', (line, address) => {
    expect(piecesOf(line).find(({ href }) => href !== null)?.text).toBe(address);
  });

  test.each([
    'javascript:alert(1)',
    'https://bank.example@evil.example/',
    'xhttps://a',
    'https://',
    'ftp://example.org',
  ])('%s cannot be followed', (line) => expect(linksIn(line)).toBe(0));

  test('a megabyte of anything is tidied at once', () => {
    for (const piece of [' ', '\t', '\n', 'https://a.', '(', 'é '])
      expect(tidyText(`a${piece.repeat(1_000_000 / piece.length)}b`).startsWith('a')).toBe(true);
  });

  test('paragraphs and lines are kept', () => {
    expect(paragraphsOf('one\ntwo\n\nthree').map((lines) => lines.length)).toEqual([2, 1]);
    expect(saysSomething('… — !?')).toBe(false);
    expect(saysSomething('👍')).toBe(true);
  });
});

describe('how much one may write', () => {
  const times = fc.array(fc.integer({ min: 0, max: 30 * 60 }), { maxLength: 60 });

  test('never more than the limit in any ten minutes or any day, and everything below it', () => {
    fc.assert(
      fc.property(times, fc.boolean(), (minutes, isNew) => {
        const limit = isNew ? LIMITS.new : LIMITS.known;
        const since = isNew ? ago((NEW_DAYS - 1) * DAY) : known;
        const earlier = minutes.map((at, index) => ({ at: ago(at * MINUTE), text: `text ${index}` }));
        const soon = minutes.filter((at) => at < 10).length;
        const today = minutes.filter((at) => at < 24 * 60).length;
        const refused = refusalToWrite('something new', { earlier, since, now });
        expect(refused?.reason ?? null).toBe(soon >= limit.soon || today >= limit.day ? 'often' : null);
        if (refused?.wait)
          expect(refusalToWrite('something new', { earlier, since: known, now: refused.wait })?.reason).not.toBe(
            'often',
          );
      }),
    );
  });

  test('what was removed counts too', () => {
    const earlier = Array.from({ length: LIMITS.known.soon }, () => ({ at: ago(MINUTE), text: null }));
    expect(refusalToWrite('again', { earlier, since: known, now })?.reason).toBe('often');
  });

  test('the same text is refused in whatever dress', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'é', ' ', '!', 'Ö', '7'), minLength: 1 }), (text) => {
        fc.pre(foldText(text) !== '');
        const earlier = [{ at: ago(60 * MINUTE), text }];
        for (const dressed of [text, `  ${text.toUpperCase()}!!`, text.split('').join(' ')])
          expect(refusalToWrite(dressed, { earlier, since: known, now })?.reason).toBe('repeated');
        expect(refusalToWrite(text, { earlier: [{ at: ago(DAY), text }], since: known, now })).toBe(null);
      }),
    );
  });

  test('a new account may put in one link, others five', () => {
    const links = (n: number) => Array.from({ length: n }, (_, at) => `https://example.org/${at}`).join(' ');
    const asked = (n: number, since: Date) => refusalToWrite(links(n), { earlier: [], since, now })?.reason ?? null;
    expect([asked(1, ago(DAY)), asked(2, ago(DAY)), asked(5, known), asked(6, known)]).toEqual([
      null,
      'links',
      null,
      'links',
    ]);
  });

  test('one changes one’s own for a quarter of an hour, while it is there to be read', () => {
    const post = { personId: 'me', text: 'x', state: 'shown', created: now };
    const at = (ms: number) => new Date(now.getTime() + ms);
    expect(mayEdit(post, 'me', at(EDIT_MS - 1))).toBe(true);
    expect(mayEdit(post, 'me', at(EDIT_MS))).toBe(false);
    expect(mayEdit(post, 'you', now)).toBe(false);
    expect(mayEdit({ ...post, personId: null }, null, now)).toBe(false);
    expect(mayEdit({ ...post, state: 'held' }, 'me', now)).toBe(false);
    expect(mayEdit({ ...post, text: null }, 'me', now)).toBe(false);
  });
});

describe('moderating', () => {
  const shown = { state: 'shown' as const, removedAt: null, editedAt: null };
  const report = (category: 'unlawful' | 'spam', hours: number) => ({ category, created: ago(hours * 60 * MINUTE) });

  test('the clock hides only what was reported as unlawful, in time', () => {
    expect(isToHold(shown, [report('unlawful', HOLD_HOURS)], { kept: null, now })).toBe(true);
    expect(isToHold(shown, [report('unlawful', HOLD_HOURS - 0.1), report('spam', 99)], { kept: null, now })).toBe(
      false,
    );
    expect(isToHold({ ...shown, state: 'hidden' }, [report('unlawful', 99)], { kept: null, now })).toBe(false);
    expect(isToHold({ ...shown, removedAt: now }, [report('unlawful', 99)], { kept: null, now })).toBe(false);
    // What a moderator has kept is not hidden by whoever reports it again, unless it says something else since.
    const kept = new Date(now.getTime() - 1);
    expect(isToHold(shown, [report('unlawful', 99)], { kept, now })).toBe(false);
    expect(isToHold({ ...shown, editedAt: now }, [report('unlawful', 99)], { kept, now })).toBe(true);
    expect(HOLD_HOURS).toBeLessThan(24);
  });

  test('nobody judges themselves where another can; somebody always can', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const about = fc.record({
      author: fc.option(person),
      reporters: fc.array(person, { maxLength: 3 }),
      first: fc.option(person, { nil: undefined }),
      isConcerned: fc.boolean(),
    });
    fc.assert(
      fc.property(person, about, fc.integer({ min: 0, max: 3 }), (moderator, about, others) => {
        const hindrance = hindranceOf(moderator, { ...about, others });
        const isConcerned = about.isConcerned || [about.author, about.first, ...about.reporters].includes(moderator);
        expect(hindrance !== null).toBe(isConcerned && others > 0);
      }),
    );
  });

  test('the author appeals what was hidden, reporters what was kept, for half a year', () => {
    const asked = (personId: string, outcome: 'hidden' | 'kept', days = 0) =>
      mayAppeal({ outcome, created: ago(days * DAY) }, { personId, author: 'author', reporters: ['reporter'], now });
    expect([asked('author', 'hidden'), asked('reporter', 'hidden'), asked('other', 'hidden')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([asked('author', 'kept'), asked('reporter', 'kept'), asked('other', 'kept')]).toEqual([false, true, false]);
    expect(asked('author', 'hidden', 181)).toBe(false);
    expect(reversed(reversed('kept'))).toBe('kept');
  });
});
