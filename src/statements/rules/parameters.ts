/** What may be asked of each resource, and how (xAPI 1.0.3 Communication 2). Names are case-sensitive, and no other may come. */
import { EncodingError, parseStrictJson } from '../../credentials/index.js';
import { XapiError } from '../schema/index.js';
import { keyOfAgent } from './agents.js';
import { fault, isPlain, type Plain } from './shapes.js';
import { checkAgent } from './statements.js';
import { isIri, isUuid, momentOf } from './texts.js';

export type Parameters = Readonly<Record<string, string>>;

/** @throws XapiError (400) for a name that is not in the list. */
export function onlyKnown(parameters: Parameters, known: readonly string[]): void {
  const unknown = Object.keys(parameters).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new XapiError(
      400,
      `${unknown.slice(0, 100)}: is no parameter here. There are ${known.join(', ') || 'none'}.`,
    );
}

export function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === '') fault(name, 'must be given.');
  return value;
}

export function iriIn(parameters: Parameters, name: string): string | null {
  const value = parameters[name];
  if (value === undefined) return null;
  if (!isIri(value)) fault(name, 'must be an IRI.');
  return value;
}

/** In lower case. */
export function uuidIn(parameters: Parameters, name: string): string | null {
  const value = parameters[name];
  if (value === undefined) return null;
  if (!isUuid(value)) fault(name, 'must be a UUID.');
  return value.toLowerCase();
}

export function momentIn(parameters: Parameters, name: string): Date | null {
  const value = parameters[name];
  if (value === undefined) return null;
  // A plus in an address arrives as a space where nobody wrote it as %2B.
  const moment = momentOf(value.replace(/ (\d{2}:?\d{2})$/, '+$1'));
  if (moment === null) fault(name, 'must be a moment as ISO 8601 writes it, 2026-11-23T09:30:00Z.');
  return new Date(moment);
}

export function flagIn(parameters: Parameters, name: string): boolean {
  const value = parameters[name] ?? 'false';
  if (value !== 'true' && value !== 'false') fault(name, 'must be true or false.');
  return value === 'true';
}

export function wholeIn(parameters: Parameters, name: string, otherwise: number): number {
  const value = parameters[name];
  if (value === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(value)) fault(name, 'must be a whole number from 0.');
  return Number(value);
}

/** The agent that a parameter names as JSON, and what it is known by. */
export function agentIn(parameters: Parameters, name: string): { agent: Plain; key: string } | null {
  const value = parameters[name];
  if (value === undefined) return null;
  const agent = jsonOf(value, name);
  checkAgent(agent, name);
  const key = keyOfAgent(agent);
  if (key === null) fault(name, 'must be known by something: a group of members alone cannot be asked for.');
  return { agent, key };
}

/** @throws XapiError (400) */
export function jsonOf(text: string, at: string): unknown {
  try {
    return parseStrictJson(text, { mostBytes: 12_000_000, mostDepth: 60 });
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return fault(at, error.message);
  }
}

/** Where an answer ended, and what was asked: handed out as `more`, and read again as anybody may write it. */
export type Position = { parameters: Parameters; stored: Date; seq: number };

export function writePosition({ parameters, stored, seq }: Position): string {
  return Buffer.from(JSON.stringify([parameters, stored.getTime(), seq])).toString('base64url');
}

export function readPosition(token: string): Position {
  const refuse = (): never => fault('more', 'is no address that was handed out here.');
  if (token.length > 20_000 || !/^[\w-]+$/.test(token)) return refuse();
  const value = jsonOf(Buffer.from(token, 'base64url').toString('utf8'), 'more');
  const [parameters, stored, seq] = Array.isArray(value) ? value : [];
  if (!isPlain(parameters) || !Object.values(parameters).every((part) => typeof part === 'string')) return refuse();
  if (!Number.isSafeInteger(stored) || Math.abs(stored) > 8.64e15 || !Number.isSafeInteger(seq)) return refuse();
  return { parameters: parameters as Parameters, stored: new Date(stored), seq };
}
