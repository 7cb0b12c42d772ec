/** What issuing needs beside the database, and the ways in which it is refused. */
import type { Clock } from '../../../platform/clock/index.js';
import type { Config } from '../../../platform/config/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Post } from '../../../platform/mail/index.js';
import type { LinkedDataHere } from '../../engine/linked-data/index.js';
import { openContexts } from '../contexts.js';
import { openLinkedData } from '../linked-data.js';
import { openSigningThreads, type SigningThreads } from './signing-threads.js';

export type Issuing = {
  db: Db;
  clock: Clock;
  post: Post;
  /** The public address; it stands in everything that is signed. */
  origin: string;
  /** Only then does an organisation issue whose identity is not proved, under no web address. */
  demonstration: boolean;
  /** Keys are sealed under it. */
  secret: string;
  linkedData: LinkedDataHere;
  threads: SigningThreads;
  close(): Promise<void>;
};

export type IssuingParts = {
  db: Db;
  clock: Clock;
  post: Post;
  config: Pick<Config, 'origin' | 'demonstration' | 'secret' | 'contextsFolder'>;
};

/** One for the life of a process: it keeps what it works out of contexts, and threads that sign. */
export function openIssuing({ db, clock, post, config }: IssuingParts): Issuing {
  const { origin, demonstration, secret, contextsFolder } = config;
  let linkedData: LinkedDataHere | undefined;
  const threads = openSigningThreads(contextsFolder);
  return {
    db,
    clock,
    post,
    origin,
    demonstration,
    secret,
    get linkedData() {
      linkedData ??= openLinkedData(openContexts(contextsFolder));
      return linkedData;
    },
    threads,
    close: () => threads.close(),
  };
}

/** Nothing can be issued, revoked or changed as it was asked: what is wrong, and what to do. */
export class IssuingError extends Error {
  override readonly name = 'IssuingError';
  constructor(
    readonly status: 403 | 404 | 409 | 410 | 422 | 503,
    message: string,
  ) {
    super(message);
  }
}
