/** A backup cannot be made or used. One sentence: what is wrong and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  constructor(
    message: string,
    /** 1: what was given is at fault (file, passphrase, a database in use). 2: the system is. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
