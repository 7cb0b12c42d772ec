/**
 * Passwords of tests cost little to hash: a run makes and checks some hundreds, at a tenth of a second of a core each. The
 * way is the same, and what was hashed so is checked so; the long tests (`npm run soak`) and every process that a test
 * starts hash at the full cost.
 */
import crypto, { type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

type Scrypt = (password: string, salt: string, bytes: number, cost: ScryptOptions, done: Done) => void;
type Done = (error: Error | null, key: Buffer) => void;

/** The cost of better-auth's passwords, and of a backup's passphrase; hashes of another cost (passcodes) stay what they are. */
const isPassword = ({ N, r }: ScryptOptions): boolean => N === 16_384 && r === 16;
const isPassphrase = ({ N, r }: ScryptOptions): boolean => N === 131_072 && r === 8;

/** What is eased is kept at the function itself, since this file may be read anew for each file of tests. */
type Quick = Scrypt & { isQuick?: true; passphrasesToo?: boolean };

/** For tests whose backups no other process reads. Say `false` again at their end. */
export function quickPassphrases(are: boolean): void {
  (crypto.scrypt as Quick).passphrasesToo = are && process.env.CAIRN_SOAK !== '1';
}

const full = crypto.scrypt as Quick;
if (process.env.CAIRN_SOAK !== '1' && !full.isQuick) {
  const quick: Quick = (password, salt, bytes, cost, done) => {
    const isLight = isPassword(cost) || (quick.passphrasesToo && isPassphrase(cost));
    full(password, salt, bytes, isLight ? { ...cost, N: 256 } : cost, done);
  };
  quick.isQuick = true;
  crypto.scrypt = quick as unknown as typeof crypto.scrypt;
  syncBuiltinESMExports();
}
