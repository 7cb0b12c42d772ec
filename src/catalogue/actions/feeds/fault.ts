/** What is wrong with a feed: a sentence for its provider, and when to try again. */
import { FetchError } from '../../../platform/fetch/index.js';
import { retryAfter } from '../../rules/feeds/index.js';

/** A feed could not be read. `notBefore`: its server asks for patience until then. */
export class FeedFault extends Error {
  override readonly name = 'FeedFault';
  readonly status = 422;
  constructor(
    message: string,
    readonly notBefore: Date | null = null,
  ) {
    super(message);
  }
}

/** What a failed request means for a provider. Errors of our own are passed on as they are. */
export function faultOf(error: unknown, now: Date): unknown {
  if (!(error instanceof FetchError)) return error;
  const { answered } = error;
  if (answered === undefined) return new FeedFault(wordsFor(error));
  const { status } = answered;
  const patience = status === 429 || status === 503 ? retryAfter(answered.retryAfter, now) : null;
  return new FeedFault(`The server answered ${status} (${MEANINGS[status] ?? 'not the file'}).`, patience);
}

const MEANINGS: Record<number, string> = {
  401: 'it asks for a password; a feed must be open to everybody',
  403: 'it does not let us in; a feed must be open to everybody',
  404: 'there is no such file; check the address',
  410: 'the file is gone for good; check the address',
  429: 'we asked too often; we wait as long as it says',
  500: 'it failed; look at its log',
  502: 'something behind it failed',
  503: 'it is busy; we wait as long as it says',
};

function wordsFor(error: FetchError): string {
  switch (error.fault) {
    case 'private':
      return 'The address leads to a private network, which is not read. Give an address that is open to everybody.';
    case 'too-large':
      return 'The file is larger than 1 GB. Split it into several feeds.';
    case 'too-slow':
      return 'The server took too long to send the file.';
    case 'redirects':
      return 'The address sends on more than five times. Give the address where the file lies.';
    case 'unreachable':
      return `The file could not be fetched to its end. ${error.message}`;
    default:
      return error.message;
  }
}
