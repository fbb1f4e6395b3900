import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// `npm run check` adds a test that compiles a second time, `npm run check:long` those that need their own toolchain.
const include = [
  '{app,db,seeds,bin}/**/*.test.{ts,tsx}',
  'tests/*.test.ts',
  ...(process.env.CHECK ? ['tests/check/*.test.ts'] : []),
  ...(process.env.LONG ? ['tests/long/*.test.ts'] : []),
];

/**
 * Files that replace modules, start a whole instance or read the rules of invoices (fontoxpath takes their functions once)
 * load every module anew. The others share what they load.
 */
const isolated = [
  'app/background.test.ts',
  'app/**/*.test.tsx',
  'app/documents/invoice-{rules,variants}.test.ts',
  'tests/consumer-pages.test.ts',
];

const project = (name: string, test: TestProjectInlineConfiguration['test']) => ({
  extends: true as const,
  test: { name, ...test },
});

export default defineConfig({
  test: {
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
    projects: [
      project('shared', { include, exclude: [...isolated, '**/node_modules/**'], isolate: false }),
      project('isolated', { include: isolated }),
    ],
  },
});
