/** Are the settings safe to be reached by others? That each can be used at all was checked when they were read. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopbackHost } from '../config/index.js';
import { type Check, failed, ok, warning } from './check.js';

export const configurationChecks: readonly Check[] = [
  {
    name: 'site secret',
    fault: 'settings',
    async run({ config }) {
      const file = join(config.dataFolder, 'secret');
      const stats = statSync(file, { throwIfNoEntry: false });
      if (config.secret.length < 32)
        return failed('The secret is shorter than 32 characters.', 'Set CAIRN_SECRET to 32 or more random characters.');
      // On Windows a file's mode says nothing of who may read it.
      if (stats && process.platform !== 'win32' && (stats.mode & 0o077) !== 0)
        return failed(`Others than its owner may read ${file}.`, `Run: chmod 600 ${file}`);
      if (new Set(config.secret).size < 10)
        return failed(
          'The secret is easy to guess: it has few different characters.',
          'Set CAIRN_SECRET to random ones.',
        );
      return ok('The secret is long enough and its owner’s alone.');
    },
  },
  {
    name: 'public address',
    fault: 'settings',
    async run({ config: { origin, databaseUrl } }) {
      const { protocol, hostname } = new URL(origin);
      if (protocol === 'https:') return ok(`${origin} is reached by https.`);
      if (!isLoopbackHost(hostname))
        return failed(
          `${origin} is reached without encryption: sign-in and passkeys are not safe over it.`,
          'Put a server with a certificate in front and set CAIRN_ORIGIN to its https address.',
        );
      return databaseUrl === undefined
        ? ok(`${origin} is this machine’s own.`)
        : warning(
            `${origin} is this machine’s own, though DATABASE_URL is set: links in mail lead nowhere for others.`,
            'Set CAIRN_ORIGIN to the address that people use.',
          );
    },
  },
  {
    name: 'foreign content',
    fault: 'settings',
    async run({ config: { origin, contentOrigin } }) {
      const own = new URL(origin).host;
      return new URL(contentOrigin.replace('{package}', 'package')).host === own
        ? failed(
            `Foreign content would be served from ${own}, where it could act as whoever looks at it.`,
            'Set CAIRN_CONTENT_ORIGIN to another host, such as https://{package}.content.example.',
          )
        : ok('Foreign content has an origin of its own.');
    },
  },
  {
    name: 'private hosts',
    fault: 'settings',
    async run({ config: { fetchAllow } }) {
      return fetchAllow.length === 0
        ? ok('Feeds may be read from public addresses only.')
        : warning(
            `Feeds may also be read from ${fetchAllow.join(', ')}.`,
            'If that is not meant, take them out of CAIRN_FETCH_ALLOW.',
          );
    },
  },
];
