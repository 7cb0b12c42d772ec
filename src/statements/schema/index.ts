/** The words of statements: what is stored, who sends and reads it. */
import { z } from 'zod';

/** Anything that JSON holds. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** xAPI as it is spoken here: 1.0.3 (ADL) and 2.0.0 (IEEE 9274.1.1). */
export const VERSIONS = ['1.0.3', '2.0.0'] as const;
export type Version = (typeof VERSIONS)[number];

export type LanguageMap = { [language: string]: string };
/** By an account, as all whom Cairn itself tells of; or by whatever another system knows somebody by. */
export type Agent = {
  objectType?: 'Agent';
  name?: string;
  mbox?: string;
  mbox_sha1sum?: string;
  openid?: string;
  account?: { homePage: string; name: string };
};
export type Activity = {
  objectType?: 'Activity';
  id: string;
  definition?: {
    name?: LanguageMap;
    description?: LanguageMap;
    type?: string;
    moreInfo?: string;
    extensions?: JsonObject;
  } & Record<string, Json>;
};
export type ContextActivities = Partial<Record<'parent' | 'grouping' | 'category' | 'other', Activity[]>>;

/** A statement as Cairn itself makes them. Those of other systems may hold more (rules/statements.ts judges them). */
export type Statement = {
  /** A UUID; left out, one is made. */
  id?: string;
  actor: Agent;
  verb: { id: string; display?: LanguageMap };
  object: Activity | { objectType: 'StatementRef'; id: string };
  result?: {
    score?: { scaled?: number; raw?: number; min?: number; max?: number };
    success?: boolean;
    completion?: boolean;
    response?: string;
    /** ISO 8601, `PT35S`. */
    duration?: string;
    extensions?: JsonObject;
  };
  context?: {
    registration?: string;
    contextActivities?: ContextActivities;
    language?: string;
    platform?: string;
    revision?: string;
    extensions?: JsonObject;
  };
  /** ISO 8601 with its offset; left out, it is when the statement is stored. */
  timestamp?: string;
};

export const SCOPES = ['write', 'read-own', 'read-all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What an owner says of a source that is to be made. */
export const SourceAsked = z.object({
  name: z.string().trim().min(1, 'Give it a name by which you will know it.').max(200, 'At most 200 characters.'),
  scopes: z
    .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(SCOPES)))
    .refine((scopes) => scopes.length > 0, 'Choose at least one thing that it may do.'),
  version: z.enum(VERSIONS, 'Choose one of the versions.'),
  retentionMonths: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(240)], {
      error: 'A whole number of months from 1 to 240, or nothing.',
    })
    .default(null),
});
export type SourceAsked = z.infer<typeof SourceAsked>;

export type Source = {
  id: string;
  organisationId: string;
  name: string;
  keyId: string;
  scopes: Scope[];
  version: Version;
  retentionMonths: number | null;
  created: Date;
  revokedAt: Date | null;
};

/** One statement as it lies in the store. */
export type StoredStatement = { id: string; stored: Date; seq: number; statement: string };

export type DocumentKind = 'state' | 'agent' | 'activity';
/** Where a document lies. `sourceId`: the one source that sees it; null: all of the organisation's. */
export type DocumentPlace = {
  organisationId: string;
  kind: DocumentKind;
  sourceId: string | null;
  activity: string | null;
  /** As rules/agents.ts writes them. */
  agent: string | null;
  registration: string | null;
};
export type StoredDocument = { name: string; contentType: string; content: Buffer; etag: string; updated: Date };

/** Something in a request or a statement is not as xAPI says; the message begins with where. */
export class XapiError extends Error {
  override readonly name = 'XapiError';
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 429,
    message: string,
  ) {
    super(message);
  }
}
