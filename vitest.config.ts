import { defineConfig } from 'vitest/config';

// One process for all files (isolate: false): starting a Fastify app per file is ten times slower when isolated.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/support/database-setup.ts'],
    include: ['src/**/tests/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', ...(process.env.CAIRN_SOAK ? [] : ['**/*.soak.test.{ts,tsx}'])],
    isolate: false,
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
