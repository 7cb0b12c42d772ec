import { defineConfig } from 'vitest/config';

// One process for all files (isolate: false): starting a Fastify app per file is ten times slower when isolated.
const soak = process.env.CAIRN_SOAK === '1';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/support/database-setup.ts'],
    setupFiles: ['tests/support/quick-passwords.ts'],
    include: soak
      ? ['src/**/tests/**/*.soak.test.{ts,tsx}', 'tests/**/*.soak.test.{ts,tsx}']
      : ['src/**/tests/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', ...(soak ? [] : ['**/*.soak.test.{ts,tsx}'])],
    isolate: false,
    pool: 'forks',
    // One more than the cores that continuous integration has: a test that waits for a browser or a database lets another go on.
    maxWorkers: 3,
    testTimeout: soak ? 30 * 60_000 : 60_000,
    hookTimeout: 120_000,
    // Whatever is waited for comes in milliseconds; a machine with other work to do may still take its time.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default'],
  },
});
