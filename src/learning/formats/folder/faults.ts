/** What is wrong in a course's folder: in which file, on which line, and what to do. */
import type { z } from 'zod';

export type FolderFault = { file: string; line: number | null; message: string };

/** The folder is no course; everything that was found wrong, in the order of its files. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
  constructor(readonly faults: readonly FolderFault[]) {
    super(faults.map(faultInWords).join('\n'));
  }
}

/** `01-start/02-check.md, line 4: minutes is missing.` */
export function faultInWords({ file, line, message }: FolderFault): string {
  return `${file}${line === null ? '' : `, line ${line}`}: ${message}`;
}

export type Issue = { path: PropertyKey[]; message: string };

/** Of what may be one of several shapes, the shape that it comes nearest to: the one whose fault lies deepest. */
export function issuesOf(error: z.core.$ZodError): Issue[] {
  return error.issues.flatMap((issue) => nearest(issue, []));
}

function nearest(issue: z.core.$ZodIssue, above: PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issueInWords(issue) }];
  const branches = issue.errors.map((branch) => branch.flatMap((inner) => nearest(inner, path)));
  const depths = branches.map((branch) => Math.max(...branch.map((one) => one.path.length)));
  return branches[depths.indexOf(Math.max(...depths))] ?? [];
}

function issueInWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing. Write it.';
  if (issue.code === 'invalid_type' && /expected string, received (number|boolean)/.test(issue.message))
    return 'are words: put them in quotation marks.';
  if (issue.code === 'invalid_type')
    return `is not of the right kind (${issue.message.replace(/^Invalid input: /, '')}).`;
  return `${issue.message.replace(/\.$/, '')}.`;
}
