// The lint rule against words from outside as keys: each fault fires, each safe way does not.
import parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { describe, test } from 'vitest';
import { noWordKeys } from './setup/no-word-keys.ts';

RuleTester.describe = describe;
RuleTester.it = test;
const declared = `declare const word: string;
declare const table: Record<string, string>;
declare const state: 'open' | 'done';
`;
const errors = [{ messageId: 'word' }];

new RuleTester({
  languageOptions: {
    parser,
    parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: import.meta.dirname },
  },
}).run('no-word-keys', noWordKeys, {
  valid: [
    `declare const names: Record<'open' | 'done', string>; names[state];`,
    `({ open: 1, done: 2 })[state]; 'open' in table; table.open; table['open'];`,
    'declare const list: string[]; declare const at: number; list[at];',
    'new Map(Object.entries(table)).get(word); Object.hasOwn(table, word);',
  ].map((code) => ({ code: declared + code, filename: 'valid.ts' })),
  invalid: [
    'table[word];',
    `table[word] = 'typed';`,
    'word in table;',
    'declare const missing: string | undefined; table[missing!];',
    'declare const anything: any; table[anything];',
  ].map((code) => ({ code: declared + code, filename: 'invalid.ts', errors })),
});
