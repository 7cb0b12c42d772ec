/**
 * Lets Node run bench/*.ts, and what they take from tests/support, as they stand: `../src/x.js` means the compiled `../dist/x.js`, `./y.js` means `./y.ts`.
 * Given to Node by --import, which worker threads inherit.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const project = new URL('..', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = ['bench/', 'tests/support/'].some((folder) => context.parentURL?.startsWith(project + folder));
    if (specifier.startsWith('.') && isOurs) {
      const wanted = new URL(specifier, context.parentURL).href;
      if (wanted.startsWith(`${project}src/`))
        return next(wanted.replace(`${project}src/`, `${project}dist/`), context);
      const source = wanted.replace(/\.js$/, '.ts');
      if (source !== wanted && existsSync(fileURLToPath(source))) return next(source, context);
    }
    return next(specifier, context);
  },
});
