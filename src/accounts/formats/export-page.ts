/** The page of an export: readable offline, without script, with nothing loaded from anywhere. */
import { escapeHtml } from '../../ui/index.js';
import type { DrawnPart, DrawnSection } from './export-parts.js';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1, h2 { font-family: Georgia, serif; line-height: 1.2; }
h2 { border-top: 2px solid; padding-top: .75rem; margin-top: 2.5rem; }
h3 { margin-bottom: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #9996; min-width: 6rem; white-space: pre-wrap; }
.none { font-style: italic; opacity: .8; }
`;

export function exportPage(sections: readonly DrawnSection[], { name, at }: { name: string; at: Date }): string {
  const day = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Your data in Cairn</title><style>${STYLE}</style></head><body>`,
    `<h1>Your data in Cairn</h1><p>All that is held about ${escapeHtml(name)}, as of ${day}. Times are in UTC.</p>`,
    ...sections.map(
      ({ title, parts }) => `<section><h2>${escapeHtml(title)}</h2>${parts.map(partHtml).join('')}</section>`,
    ),
    '</body></html>\n',
  ].join('\n');
}

function partHtml({ path, about, data, isFile }: DrawnPart): string {
  const link = `<a href="${escapeHtml(path)}">${escapeHtml(path)}</a>`;
  const body = isFile ? '' : valueHtml(data);
  return `<h3>${escapeHtml(titleOf(path))}</h3><p>${escapeHtml(about)} ${link}</p>${body}`;
}

/** `account/secondFactor.json` → "Second factor". */
function titleOf(path: string): string {
  return inWords(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
}

function inWords(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueHtml(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? none() : tableHtml(value);
  if (value !== null && typeof value === 'object') return tableHtml([value]);
  return `<p>${cellHtml(value)}</p>`;
}

/** Rows that are records become a table of all their fields; anything else a table of one column. */
function tableHtml(rows: readonly unknown[]): string {
  const records = rows.map((row) => (isRecord(row) ? row : { value: row }));
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const head = fields.map((field) => `<th scope="col">${escapeHtml(inWords(field))}</th>`).join('');
  const body = records
    .map((record) => `<tr>${fields.map((field) => `<td>${cellHtml(record[field])}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function cellHtml(value: unknown): string {
  if (value === null || value === undefined || value === '') return none();
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return escapeHtml(JSON.stringify(value, null, 1));
  return escapeHtml(String(value));
}

function none(): string {
  return '<span class="none">none</span>';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
