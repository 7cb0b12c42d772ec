/** The files of a person's export: data as JSON, files as they are, and a page and a note that say what each is. */
import { exportPage } from './export-page.js';
import type { DrawnSection, ExportFile, ExportSection } from './export-parts.js';

/** A feature named a file that could lie outside the archive, or two files alike. */
export class ExportPathError extends Error {
  override readonly name = 'ExportPathError';
}

export function filesOf(sections: readonly ExportSection[], about: { name: string; at: Date }): ExportFile[] {
  const drawn = sections.filter(({ parts }) => parts.length > 0).map(drawnSection);
  const files: ExportFile[] = [
    { path: 'index.html', bytes: textBytes(exportPage(drawn, about)) },
    { path: 'README.txt', bytes: textBytes(readme(drawn, about)) },
  ];
  for (const part of sections.flatMap(({ parts }) => parts)) {
    const bytes = 'bytes' in part ? part.bytes : textBytes(`${JSON.stringify(part.data ?? null, null, 2)}\n`);
    files.push({ path: checkedPath(part.path, files), bytes });
  }
  return files;
}

function drawnSection({ feature, parts }: ExportSection): DrawnSection {
  return {
    title: feature.charAt(0).toUpperCase() + feature.slice(1),
    parts: parts.map((part) =>
      'bytes' in part
        ? { path: part.path, about: part.about, data: null, isFile: true }
        : { path: part.path, about: part.about, data: JSON.parse(JSON.stringify(part.data ?? null)), isFile: false },
    ),
  };
}

function readme(sections: readonly DrawnSection[], { name, at }: { name: string; at: Date }): string {
  const lines = sections.flatMap(({ title, parts }) => [
    '',
    title,
    ...parts.map(({ path, about }) => `  ${path}\n      ${about}`),
  ]);
  return [
    `All that Cairn holds about ${name}, as of ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    'Open index.html in a browser to read it; it needs no connection. The other files hold the same for programs,',
    'as JSON (RFC 8259), and what you uploaded as you uploaded it. Times are in UTC.',
    ...lines,
    '',
  ].join('\r\n');
}

function checkedPath(path: string, before: readonly ExportFile[]): string {
  if (!/^[a-z0-9][a-z0-9-]*(\/[\w][\w.-]*)+$/i.test(path) || path.includes('..')) throw new ExportPathError(path);
  if (before.some((file) => file.path === path)) throw new ExportPathError(`${path} twice`);
  return path;
}

function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
