/** The front door of the guarded client for outgoing requests. */
export { isPublicAddress } from './addresses.js';
export { type Client, createClient, type Fetched, type FetchOptions } from './client.js';
export type { Resolve } from './connector.js';
export { FetchError, type FetchFault } from './fetch-error.js';
