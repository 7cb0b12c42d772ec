/** What the acts of accounts lean on. */
import type { Db } from '../../platform/db/index.js';
import type { Post } from '../../platform/mail/index.js';
import type { Auth } from './auth.js';
import type { Providers } from './oidc-providers.js';

export type Accounts = {
  db: Db;
  auth: Auth;
  post: Post;
  /** Public address without a closing slash. */
  origin: string;
  /** Seals cookies and counters. */
  secret: string;
  /** Where people may sign in from with an account of theirs elsewhere. */
  providers: Providers;
};
