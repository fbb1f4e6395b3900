import { defineConfig } from 'vitest/config';

/** End-to-end tests in a real browser, on the built server. Each file has its own server, database and port. */
export default defineConfig({
  test: {
    include: ['tests/e2e/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/setup/seeded-folder.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    fileParallelism: true,
  },
});
