/** What each side sees of an exchange of contacts, in every state. */
import { expect, test } from 'vitest';
import { type Contact, readContact, seenBy } from '../../rules/people/contacts.js';

const base: Contact = {
  ...{ id: 'c', askerId: 'ada', askedId: 'ben', askerName: 'Demo Ada', askedName: 'Demo Ben' },
  ...{ askerContact: 'ada@example.org', askedContact: null, state: 'asked', askedAt: new Date(0), endedAt: null },
};
const all = (): Contact[] =>
  (['asked', 'accepted', 'declined', 'ended'] as const).flatMap((state) =>
    [null, new Date(1)].map((endedAt) => ({ ...base, state, endedAt, askedContact: 'ben@example.org' })),
  );

test('a contact is seen by the two alone, and only where both gave theirs', () => {
  for (const contact of all()) {
    expect(seenBy(contact, 'eve')).toBe(null);
    for (const who of ['ada', 'ben']) {
      const seen = seenBy(contact, who);
      if (contact.state !== 'accepted') expect([seen?.contact ?? null, seen?.own ?? null]).toEqual([null, null]);
      else
        expect(seen).toMatchObject({
          stance: 'exchanged',
          contact: who === 'ada' ? 'ben@example.org' : 'ada@example.org',
        });
    }
  }
});

test('a refusal looks to who asked exactly as if nobody had answered', () => {
  expect(seenBy({ ...base, state: 'declined', askerContact: null }, 'ada')).toEqual(seenBy(base, 'ada'));
  expect(seenBy({ ...base, state: 'declined' }, 'ben')).toBe(null);
  // Taken back, both look alike again.
  const taken = { endedAt: new Date(1), askerContact: null };
  expect(seenBy({ ...base, ...taken, state: 'declined' }, 'ada')).toBe(null);
  expect(seenBy({ ...base, ...taken, state: 'ended' }, 'ada')).toBe(null);
});

test.each([
  ['ada@example.org', 'ada@example.org'],
  [' https://example.org/ada ', 'https://example.org/ada'],
  ['http://example.org', null],
  ['javascript:alert(1)', null],
  ['call me', null],
  ['a@b', null],
  ['"><script>@example.org', null],
  [`https://example.org/${'x'.repeat(300)}`, null],
])('%j is a contact: %j', (typed, contact) => {
  expect(readContact(typed)).toBe(contact);
});
