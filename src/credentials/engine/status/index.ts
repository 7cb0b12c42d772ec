/** Status lists: the bits, the entries that point at them, and what they say. */
export { decodeStatusList, encodeStatusList, LEAST_BYTES, newStatusBits, statusAt, withBits } from './bits.js';
export { readStatusEntry, type StatusEntry, statusEntriesOf } from './entry.js';
export { judgeStatus, type Standing } from './judge.js';
export { StatusError, type StatusFault } from './status-error.js';
