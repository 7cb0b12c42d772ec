/** The front door of backup: all that is Cairn's in one file, and back. See README.md. */
export { BackupError } from './backup-error.js';
export { SHORTEST_PASSPHRASE } from './envelope.js';
export { leftOvers } from './files.js';
export { type RestoreReport, restoreBackup } from './restore.js';
export { type BackupReport, writeBackup } from './write.js';
