/** The front door of the engine: an index in memory, pure, without a clock, a disk or a network. */
export { BAND_EDGES, NO_UPPER } from './bands.js';
export { type Among, createIndex, type Index, type IndexOptions, loadIndex, type Stats } from './course-index.js';
export type { Similar } from './query/similar.js';
export type { Label } from './query/suggest.js';
export { SnapshotError } from './store/snapshot.js';
