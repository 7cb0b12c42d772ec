/** The offline page of today: the issuers known here with their keys, the contexts that are pinned, and all that it runs. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { organisationsById, verificationsOf } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import { projectFile } from '../../platform/files/index.js';
import type { Contexts } from '../engine/types.js';
import type { OfflineFacts, OfflineParts } from '../pages/verifying/offline-page.js';
import { standingKeys } from '../queries/offline.js';

/** Verified organisations alone, as on the list that the site itself asks. Keys that were withdrawn are left out, retired ones are not. */
export async function offlineFacts(
  db: Db,
  contexts: Contexts,
  { origin, made }: Pick<OfflineFacts, 'origin' | 'made'>,
): Promise<OfflineFacts> {
  const keys = await standingKeys(db);
  const ids = [...new Set(keys.map(({ organisationId }) => organisationId))];
  const verified = await verificationsOf(db, ids);
  const names = await organisationsById(db, ids);
  const issuers = new Map<string, { name: string; did: string; keys: string[] }>();
  for (const { organisationId, did, multibase } of keys) {
    const name = names.get(organisationId)?.name;
    if (name === undefined || !verified.has(organisationId)) continue;
    const issuer = issuers.get(did) ?? { name, did, keys: [] };
    issuer.keys.push(multibase);
    issuers.set(did, issuer);
  }
  return { origin, made, issuers: [...issuers.values()], contexts: Object.fromEntries(contexts) };
}

let read: OfflineParts | undefined;

/** What the page runs, read once. */
export function offlineParts(): OfflineParts {
  read ??= {
    library: readFileSync(libraryFile('dist/jsonld.esm.min.js'), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, ''),
    licence: `jsonld.js, with rdf-canonize.js inside\n${readFileSync(libraryFile('LICENSE'), 'utf8')}`,
    script: script(),
    style: readFileSync(projectFile('src/credentials/islands/offline/page.css'), 'utf8'),
  };
  return read;
}

const PARTS = ['files', 'hidden', 'signatures', 'page'];

/** The files of the island as one script: what they say to one another is taken out. */
function script(): string {
  const plain = PARTS.map(codeOf)
    .join('\n')
    .replace(/^import .*$/gm, '')
    .replace(/^export /gm, '')
    .replace(/^\/\/# sourceMappingURL=.*$/gm, '');
  return `(() => {\n${plain}\n})();`;
}

/** The compiled file beside us, or, when running from source (tests), its TypeScript with the types taken out. */
function codeOf(name: string): string {
  const compiled = join(import.meta.dirname, '../islands/offline', `${name}.js`);
  if (existsSync(compiled)) return readFileSync(compiled, 'utf8');
  return stripTypeScriptTypes(readFileSync(projectFile(`src/credentials/islands/offline/${name}.ts`), 'utf8'));
}

function libraryFile(path: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('jsonld/package.json')), path);
}
