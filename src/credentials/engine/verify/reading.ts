/** From whatever is handed over to the document that is judged: unwrapped, read strictly, recognised. */
import { FormatError, unwrap } from '../../formats/index.js';
import { modelVersionOf, typesOf } from '../../rules/data-model/index.js';
import { EncodingError, parseStrictJson } from '../encoding/index.js';
import { credentialOfJwt, JwtError, readJwt } from '../jwt/index.js';
import { isOpenBadges2 } from '../open-badges-2/index.js';
import type { JsonObject } from '../types.js';
import { failed, isObject, type Kind, type Outcome, passed, unknown } from './matter.js';
import type { VerifyInput, Wrapping } from './types.js';

export type Reading = {
  wrapping: Wrapping;
  signed: JsonObject | string | null;
  document: JsonObject | null;
  token: string | null;
  contradictions: string[];
  kind: Kind;
  outcome: Outcome;
};

const NOTHING: Omit<Reading, 'wrapping' | 'outcome'> = {
  signed: null,
  document: null,
  token: null,
  contradictions: [],
  kind: 'unknown',
};

/** Never throws for what is handed over. */
export function readInput(input: VerifyInput): Reading {
  if ('document' in input) return readDocument(input.document, 'json');
  if ('jwt' in input) return readToken(input.jwt.trim(), 'jwt');
  try {
    const { wrapping, content } = unwrap(input.bytes, mediaTypeOf(input.name));
    if ('jwt' in content) return readToken(content.jwt, wrapping);
    if ('json' in content) return readJson(content.json, wrapping);
    return readDocument(
      { id: content.address, '@context': OPEN_BADGES_2, type: 'Assertion', verify: { type: 'hosted' } },
      wrapping,
    );
  } catch (error) {
    if (error instanceof FormatError)
      return { ...NOTHING, wrapping: 'text', outcome: failed(error.message, error.fix) };
    throw error;
  }
}

const OPEN_BADGES_2 = 'https://w3id.org/openbadges/v2';
const GIVE_ORIGINAL = 'Give the file as the issuer gave it: copying or editing it may have changed it.';

function mediaTypeOf(name: string | undefined): string | undefined {
  return name?.toLowerCase().endsWith('.1ob') ? 'application/vnd.1ob' : undefined;
}

function readJson(text: string, wrapping: Wrapping): Reading {
  const changed: string[] = [];
  try {
    const value = parseStrictJson(text, {
      onChangedNumber: (written, where) => changed.push(`${written} at ${where}`),
    });
    if (!isObject(value))
      return {
        ...NOTHING,
        wrapping,
        outcome: failed('The JSON is not an object, so it is no credential.', GIVE_ORIGINAL),
      };
    const reading = readDocument(value, wrapping);
    if (changed.length === 0) return reading;
    const message = `It holds a number that no program keeps as it is written: ${changed[0]}.`;
    return { ...reading, outcome: unknown(message, 'Ask the issuer to write that number as a text.') };
  } catch (error) {
    if (error instanceof EncodingError) return { ...NOTHING, wrapping, outcome: failed(error.message, GIVE_ORIGINAL) };
    throw error;
  }
}

function readToken(token: string, wrapping: Wrapping): Reading {
  try {
    const { header, payload } = readJwt(token);
    if (kindOf(payload) === 'open-badges-2') return { ...readDocument(payload, wrapping), token, signed: token };
    const presentation = payload.vp;
    const { credential, contradictions } = isObject(presentation)
      ? { credential: presentation, contradictions: [] }
      : credentialOfJwt(header, payload);
    return { ...readDocument(credential, wrapping), token, signed: token, contradictions };
  } catch (error) {
    if (!(error instanceof JwtError || error instanceof EncodingError)) throw error;
    return { ...NOTHING, signed: token, wrapping, outcome: failed(error.message, GIVE_ORIGINAL) };
  }
}

function readDocument(document: JsonObject, wrapping: Wrapping): Reading {
  const enveloped = envelopedToken(document);
  if (enveloped !== null) {
    if (enveloped.fault !== null)
      return { ...NOTHING, signed: document, wrapping, outcome: failed(enveloped.fault, GIVE_ORIGINAL) };
    return { ...readToken(enveloped.token, wrapping), signed: document };
  }
  const kind = kindOf(document);
  return {
    wrapping,
    signed: document,
    document,
    token: null,
    contradictions: [],
    kind,
    outcome: outcomeOf(kind, wrapping),
  };
}

/** A credential or presentation in a `data:` URL (Verifiable Credentials 2.0 §4.13.1, §4.13.3); null where it is none. */
function envelopedToken(document: JsonObject): { token: string; fault: string | null } | null {
  const types = typesOf(document);
  const envelope = types.find(
    (type) => type === 'EnvelopedVerifiableCredential' || type === 'EnvelopedVerifiablePresentation',
  );
  if (envelope === undefined) return null;
  const fault = (reason: string) => ({ token: '', fault: reason });
  if (modelVersionOf(document) !== '2.0')
    return fault('The envelope does not name the context of Verifiable Credentials 2.0 first.');
  if (types.length > 1) return fault(`An envelope is an ${envelope} and nothing else.`);
  const [, media, token] = /^data:([^,]*),([A-Za-z0-9._~-]+)$/.exec(String(document.id)) ?? [];
  if (media === undefined || token === undefined)
    return fault('The id of an envelope must be a data: address that holds the signed credential.');
  if (!/jwt/i.test(media)) return fault(`The envelope holds ${media.slice(0, 60)}; only tokens (vc+jwt) can be read.`);
  return { token, fault: null };
}

const KINDS: readonly (readonly [type: string, kind: Kind])[] = [
  ['VerifiablePresentation', 'verifiable-presentation'],
  ['ClrCredential', 'clr-2'],
  ['EndorsementCredential', 'endorsement'],
  ['OpenBadgeCredential', 'open-badges-3'],
  ['AchievementCredential', 'open-badges-3'],
  ['VerifiableCredential', 'verifiable-credential'],
];

export function kindOf(document: JsonObject): Kind {
  const types = typesOf(document);
  const found = KINDS.find(([type]) => types.includes(type));
  if (found) return found[1];
  if (isOpenBadges2(document)) return 'open-badges-2';
  return modelVersionOf(document) === null ? 'unknown' : 'verifiable-credential';
}

const NAMES: Readonly<Record<Kind, string>> = {
  'open-badges-3': 'an Open Badges 3.0 credential',
  'open-badges-2': 'an Open Badges 2.0 badge',
  'clr-2': 'a Comprehensive Learner Record (CLR 2.0)',
  endorsement: 'an endorsement (Open Badges 3.0)',
  'verifiable-credential': 'a verifiable credential',
  'verifiable-presentation': 'a presentation of verifiable credentials',
  unknown: 'no credential that is known here',
};
const HOLDERS: Partial<Record<Wrapping, string>> = {
  png: ' in a PNG picture',
  svg: ' in an SVG picture',
  pdf: ' in a PDF',
  jwt: ', as a token (JWT)',
};

function outcomeOf(kind: Kind, wrapping: Wrapping): Outcome {
  if (kind === 'unknown')
    return failed(
      'This is JSON, but no credential that is known here.',
      'Give an Open Badge, a CLR or a verifiable credential.',
    );
  return passed(`This is ${NAMES[kind]}${HOLDERS[wrapping] ?? ''}.`);
}
