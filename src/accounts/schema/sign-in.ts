/** The words of signing in. */

/** A browser in which somebody is signed in. */
export type SessionRow = {
  id: string;
  /** What the browser calls itself. */
  userAgent: string | null;
  created: Date;
  /** To the day: it is noted when the session is renewed, once a day. */
  used: Date;
};

export type Passkey = { id: string; name: string; backedUp: boolean; created: Date; lastUsed: Date | null };

/** As the database has it; `counter` comes as text, because it may be larger than a number. */
export type PasskeySecret = Passkey & {
  personId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: string | number;
  transports: readonly string[];
};

export type Address = {
  id: string;
  email: string;
  /** Null: a letter is on its way, and its link was not used yet. */
  verifiedAt: Date | null;
  /** Letters go here. */
  isFirst: boolean;
};

export type LinkedProvider = { issuer: string; created: Date };

/** Who asks, as far as signing in must know. */
export type Browser = {
  /** Cookies and the name of the browser. */
  headers: Headers;
  /** The network address; only its seal is kept. */
  client: string;
};
