/** `npm run bench -- statements`: what the store of statements takes and gives over HTTP, with the embedded database. */
import { print } from './support/figures.js';
import { statementFigures } from './support/statements.js';

print(await statementFigures(), process.argv.includes('--json'));
