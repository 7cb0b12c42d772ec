/**
 * Passwords of tests cost little to hash: a run makes and checks some hundreds, at a tenth of a second of a core each. The
 * way is the same, and what was hashed so is checked so; the long tests (`npm run soak`) and every process that a test
 * starts hash at the full cost.
 */
import crypto, { type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

type Scrypt = (password: string, salt: string, bytes: number, cost: ScryptOptions, done: Done) => void;
type Done = (error: Error | null, key: Buffer) => void;

/** The cost of better-auth's passwords; hashes of another cost (passcodes, backups) stay what they are. */
const isPassword = ({ N, r }: ScryptOptions): boolean => N === 16_384 && r === 16;

const full = crypto.scrypt as Scrypt & { isQuick?: true };
if (process.env.CAIRN_SOAK !== '1' && !full.isQuick) {
  const quick: Scrypt = (password, salt, bytes, cost, done) =>
    full(password, salt, bytes, isPassword(cost) ? { ...cost, N: 256 } : cost, done);
  crypto.scrypt = Object.assign(quick, { isQuick: true }) as unknown as typeof crypto.scrypt;
  syncBuiltinESMExports();
}
