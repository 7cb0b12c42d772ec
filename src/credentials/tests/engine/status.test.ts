import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeStatusList,
  encodeStatusList,
  judgeStatus,
  LEAST_BYTES,
  newStatusBits,
  readStatusEntry,
  statusAt,
  statusEntriesOf,
  withBits,
} from '../../engine/status/index.js';
import type { JsonObject } from '../../engine/types.js';

const entry = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '23',
  statusListCredential: 'https://issuer.test/status/1',
};
const listOf = (bits: Uint8Array, changes: JsonObject = {}): JsonObject => ({
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  credentialSubject: {
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: encodeStatusList(bits),
    ...changes,
  },
});
const fault = (name: string) => expect.objectContaining({ name: 'StatusError', fault: name });

describe('bits', () => {
  test('index 0 is the left-most bit', () => {
    const bits = withBits(newStatusBits(), [
      { index: 0, set: true },
      { index: 9, set: true },
    ]);
    expect([bits[0], bits[1]]).toEqual([0b1000_0000, 0b0100_0000]);
  });

  test('exactly what was set is set, after packing and unpacking', () => {
    const index = fc.integer({ min: 0, max: LEAST_BYTES * 8 - 1 });
    fc.assert(
      fc.property(fc.uniqueArray(index, { maxLength: 40 }), index, (set, other) => {
        const bits = withBits(
          newStatusBits(),
          set.map((at) => ({ index: at, set: true })),
        );
        const read = decodeStatusList(encodeStatusList(bits));
        expect(read).toEqual(Buffer.from(bits));
        expect(statusAt(read, other)).toBe(set.includes(other) ? 1 : 0);
        expect(
          withBits(
            bits,
            set.map((at) => ({ index: at, set: false })),
          ),
        ).toEqual(newStatusBits());
      }),
      { numRuns: 30 },
    );
  });

  test('entries of several bits', () => {
    const bits = withBits(newStatusBits(), [
      { index: 4, set: true },
      { index: 7, set: true },
    ]);
    expect([statusAt(bits, 1, 4), statusAt(bits, 0, 4), statusAt(bits, 2, 2)]).toEqual([0b1001, 0, 0b10]);
  });

  test('an index beyond the list is out of range', () => {
    for (const index of [-1, 0.5, LEAST_BYTES * 8, 2 ** 53])
      expect(() => statusAt(newStatusBits(), index)).toThrow(fault('RANGE'));
    expect(() => statusAt(newStatusBits(), LEAST_BYTES * 4, 2)).toThrow(fault('RANGE'));
  });

  test('a list that is too short is refused both ways', () => {
    const short = new Uint8Array(LEAST_BYTES - 1);
    expect(() => encodeStatusList(short)).toThrow(fault('SHORT'));
    expect(() => decodeStatusList(`u${gzipSync(short).toString('base64url')}`)).toThrow(fault('SHORT'));
  });

  test('a bomb is stopped while it inflates', () => {
    const bomb = gzipSync(Buffer.alloc(24 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(50_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decodeStatusList(`u${bomb.toString('base64url')}`)).toThrow(fault('TOO_LARGE'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(23 * 1024 * 1024);
    const nested = gzipSync(gzipSync(Buffer.alloc(LEAST_BYTES)));
    expect(() => decodeStatusList(`u${nested.toString('base64url')}`)).toThrow(fault('SHORT'));
  });

  test('text that is no list', () => {
    for (const text of ['', 'u', 'uAAAA', 'u!!', 'H4sI'])
      expect(() => decodeStatusList(text)).toThrow(fault('MALFORMED'));
  });
});

describe('entries and lists', () => {
  test('an entry, its index as text or as a number', () => {
    const read = readStatusEntry(entry);
    expect(read).toEqual({
      kind: 'bitstring',
      purpose: 'revocation',
      index: 23,
      list: 'https://issuer.test/status/1',
      size: 1,
      messages: new Map(),
    });
    expect(readStatusEntry({ ...entry, statusListIndex: 23 })).toEqual(read);
    expect(statusEntriesOf({})).toEqual([]);
    expect(statusEntriesOf({ credentialStatus: [entry, { ...entry, statusPurpose: 'suspension' }] })).toHaveLength(2);
  });

  test.each([
    ['-1', 'MALFORMED'],
    ['1e3', 'MALFORMED'],
    ['', 'MALFORMED'],
    [1.5, 'MALFORMED'],
    ['99999999999999999999', 'MALFORMED'],
  ])('an index of %j is refused', (statusListIndex, name) => {
    expect(() => readStatusEntry({ ...entry, statusListIndex })).toThrow(fault(name));
  });

  test('what is missing or unknown is named', () => {
    expect(() => readStatusEntry({ ...entry, type: 'Other' })).toThrow(fault('UNSUPPORTED'));
    expect(() => readStatusEntry({ ...entry, statusPurpose: '' })).toThrow(/purpose/);
    expect(() => readStatusEntry({ ...entry, statusListCredential: 'x' })).toThrow(/address/);
    expect(() => readStatusEntry({ ...entry, statusSize: 2 })).toThrow(/4 messages/);
    expect(() => readStatusEntry({ ...entry, statusSize: 9e9 })).toThrow(/statusSize/);
    for (const wrong of [null, 'x', []]) expect(() => readStatusEntry(wrong)).toThrow(fault('MALFORMED'));
  });

  test('a set bit is a revoked credential, its neighbour is not', () => {
    const list = listOf(withBits(newStatusBits(), [{ index: 23, set: true }]));
    expect(judgeStatus(readStatusEntry(entry), list, null)).toEqual({ purpose: 'revocation', value: 1, message: null });
    expect(judgeStatus(readStatusEntry({ ...entry, statusListIndex: 22 }), list, null).value).toBe(0);
  });

  test('a list of another type, purpose or form does not count', () => {
    const read = readStatusEntry(entry);
    const bits = newStatusBits();
    expect(() => judgeStatus(read, { ...listOf(bits), type: ['VerifiableCredential'] }, null)).toThrow(
      fault('MALFORMED'),
    );
    expect(() => judgeStatus(read, listOf(bits, { statusPurpose: 'suspension' }), null)).toThrow(fault('MISMATCH'));
    expect(() => judgeStatus(read, listOf(bits, { type: 'List' }), null)).toThrow(fault('MALFORMED'));
    expect(() => judgeStatus(read, {}, null)).toThrow(fault('MALFORMED'));
    expect(judgeStatus(read, listOf(bits, { statusPurpose: ['suspension', 'revocation'] }), null).value).toBe(0);
  });

  test('messages of more than one bit', () => {
    const statusMessage = [0, 1, 2, 3].map((value) => ({ status: `0x${value}`, message: `state ${value}` }));
    const read = readStatusEntry({
      ...entry,
      statusPurpose: 'message',
      statusSize: 2,
      statusMessage,
      statusListIndex: '1',
    });
    const list = listOf(withBits(newStatusBits(), [{ index: 2, set: true }]), { statusPurpose: 'message' });
    expect(judgeStatus(read, list, null)).toEqual({ purpose: 'message', value: 2, message: 'state 2' });
  });

  test('StatusList2021, with plain base64', () => {
    const bits = withBits(newStatusBits(), [{ index: 5, set: true }]);
    const list = {
      type: ['VerifiableCredential', 'StatusList2021Credential'],
      credentialSubject: {
        type: 'StatusList2021',
        statusPurpose: 'revocation',
        encodedList: gzipSync(bits).toString('base64'),
      },
    };
    const read = readStatusEntry({ ...entry, type: 'StatusList2021Entry', statusListIndex: '5' });
    expect(judgeStatus(read, list, null).value).toBe(1);
  });

  test('a list that names credentials', () => {
    const read = readStatusEntry({ id: 'https://issuer.test/revoked', type: '1EdTechRevocationList' });
    const list: JsonObject = {
      revokedCredential: [
        { id: 'urn:a', revocationReason: 'Issued in error' },
        { id: 'urn:b', revoked: false },
      ],
    };
    expect(judgeStatus(read, list, 'urn:a')).toEqual({ purpose: 'revocation', value: 1, message: 'Issued in error' });
    expect(judgeStatus(read, list, 'urn:b').value).toBe(0);
    expect(() => judgeStatus(read, {}, 'urn:a')).toThrow(fault('MALFORMED'));
  });
});
