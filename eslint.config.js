// What Biome cannot see: rules that need types, and expressions whose time grows faster than the text.
import typescript from '@typescript-eslint/eslint-plugin';
import parser from '@typescript-eslint/parser';
import regexp from 'eslint-plugin-regexp';
import { noWordKeys } from './tests/setup/no-word-keys.ts';

export default [
  // public/ is two small scripts of the browser without types; the rest is not ours or made by the build.
  { ignores: ['build/', 'data/', 'coverage/', 'node_modules/', 'public/'] },
  {
    files: ['**/*.{ts,tsx}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parser, parserOptions: { projectService: true } },
    plugins: { '@typescript-eslint': typescript, regexp },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    // Words arrive here: forms, addresses, files. The keys of scoring, impact and search come from our own method and indexes.
    files: ['app/**/*.{ts,tsx}'],
    ignores: ['**/*.{test,contract}.{ts,tsx}', 'app/domain/{evidence,impact,scoring,search}/**'],
    plugins: { halle: { rules: { 'no-word-keys': noWordKeys } } },
    rules: { 'halle/no-word-keys': 'error' },
  },
  {
    // Tests put names of their own tables into SQL and read pages and sources of ours: no stranger's text comes here.
    files: ['tests/**', '**/*.test.{ts,tsx}', 'bin/bench-*.ts'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': 'off',
      'regexp/no-super-linear-backtracking': 'off',
      'regexp/no-super-linear-move': 'off',
    },
  },
];
