/** The data model of Open Badges 3.0 and CLR 2.0, judged: what does not fit, where, and how grave that is. */
import type { z } from 'zod';
import { type ModelVersion, openBadgesModel } from './classes.js';

export type { ModelVersion } from './classes.js';

const models = { '1.1': openBadgesModel('1.1'), '2.0': openBadgesModel('2.0') } as const;

export type OpenBadgesClass = keyof (typeof models)['2.0'];

/** `at` as a person would follow it: `credentialSubject.achievement.name`; empty for the whole. */
export type ModelFault = {
  at: string;
  reason: string;
  /** A word of its own where the standard has a list: told, not held against it. */
  vocabulary: boolean;
};

/** What of a document does not fit a class; nothing where it fits. */
export function modelFaults(document: unknown, name: OpenBadgesClass, version: ModelVersion = '2.0'): ModelFault[] {
  const found = models[version][name].safeParse(document, { reportInput: true });
  return found.success ? [] : faultsOf(found.error.issues, []);
}

function faultsOf(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[]): ModelFault[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union') return faultsOf(branchOf(issue.errors), path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ at: spelt([...path, key]), reason: 'is not allowed here', vocabulary: false }));
    }
    return [{ at: spelt(path), reason: reasonOf(issue), vocabulary: isVocabulary(issue) }];
  });
}

/** Of the alternatives of a value, the one that was meant: that whose kind of JSON it has. */
function branchOf(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const meant = errors.filter(([first]) => !(first?.code === 'invalid_type' && first.path.length === 0));
  const nested = meant.length > 0 ? meant : errors;
  // Of alternatives that all have the right kind (a profile, or names in languages) the first is the fuller one.
  return nested[0] ?? [];
}

function spelt(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return 'has too few values';
  if (issue.code === 'invalid_format') return 'is not written as the standard asks';
  return 'does not fit';
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function isVocabulary(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.vocabulary === true;
}
