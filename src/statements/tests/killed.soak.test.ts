/** kill -9 of server and database in the middle of the work: what was acknowledged is there, and nothing is there by half. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFile } from '../../platform/files/index.js';

const PORT = 3197;
const ORIGIN = `http://localhost:${PORT}`;
const ROUNDS = 3;
const BATCH = 50;

test('no acknowledged statement is lost', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-killed-'));
  const env = { ...process.env, CAIRN_DATA: folder, PORT: String(PORT), HOST: 'localhost', CAIRN_ORIGIN: ORIGIN };
  let server = await serve(env);
  try {
    const made = spawnSync(process.execPath, [projectFile('bin/conformance-source.mjs'), '2.0.0'], { env });
    const authorization = `Basic ${Buffer.from(String(made.stdout).trim()).toString('base64')}`;
    const headers = { authorization, 'x-experience-api-version': '2.0.0', 'content-type': 'application/json' };
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged: string[] = [];
      const sending = Array.from({ length: 4 }, () => sendUntilDead(headers, acknowledged));
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const [postmaster] = readFileSync(join(folder, 'database/cluster/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(postmaster), 'SIGKILL');
      server.kill('SIGKILL');
      await Promise.all(sending);
      server = await serve(env);
      const missing: string[] = [];
      for (const id of acknowledged) {
        const answer = await fetch(`${ORIGIN}/xapi/statements?statementId=${id}`, { headers });
        await answer.arrayBuffer();
        if (answer.status !== 200) missing.push(id);
      }
      expect(acknowledged.length).toBeGreaterThan(BATCH);
      expect(missing).toEqual([]);
    }
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
});

async function sendUntilDead(headers: Record<string, string>, acknowledged: string[]): Promise<void> {
  for (;;) {
    const batch = Array.from({ length: BATCH }, () => ({
      id: randomUUID(),
      actor: { mbox: 'mailto:demo@example.org' },
      verb: { id: 'https://example.org/did' },
      object: { id: 'https://example.org/a' },
    }));
    try {
      const answer = await fetch(`${ORIGIN}/xapi/statements`, { method: 'POST', headers, body: JSON.stringify(batch) });
      await answer.arrayBuffer();
      if (answer.status !== 200) return;
    } catch {
      return;
    }
    acknowledged.push(...batch.map(({ id }) => id));
  }
}

async function serve(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [projectFile('dist/main.js')], { env, stdio: 'ignore' });
  for (let tries = 0; tries < 600; tries++) {
    const isReady = await fetch(`${ORIGIN}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return child;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The server did not become ready.');
}
