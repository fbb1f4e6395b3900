import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // `npm run check:long` adds tests that need their own toolchain.
    include: [
      '{app,db,seeds,bin}/**/*.test.{ts,tsx}',
      'tests/*.test.ts',
      ...(process.env.LONG ? ['tests/long/*.test.ts'] : []),
    ],
    setupFiles: ['tests/setup/fail-on-console.ts'],
    globalSetup: ['tests/setup/migrated-image.ts', 'tests/setup/seeded-image.ts'],
    environment: 'node',
    // `npm run coverage` (bin/coverage.ts) prints it by folder.
    coverage: {
      include: ['{app,db}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.*', 'app/i18n/**'],
      reporter: ['json-summary'],
    },
    // A slow machine is no failure: these are ten times what the slowest of them takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
