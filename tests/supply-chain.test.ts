// The packages that this repository brings along, at exact versions with known licences; and no key or database of a town.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { boolean, object, optional, record, string } from 'zod';

const manifest = object({
  dependencies: record(string(), string()),
  devDependencies: record(string(), string()),
  optionalDependencies: record(string(), string()),
});
const lockFile = object({
  packages: record(
    string(),
    object({
      version: optional(string()),
      license: optional(string()),
      dev: optional(boolean()),
      integrity: optional(string()),
      inBundle: optional(boolean()),
    }),
  ),
});
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lockFile.parse(readJson('package-lock.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');

test('direct dependencies are pinned to the version of the lock file', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest.parse(readJson('package.json'));
  const direct = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const loose = direct.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version);
  expect(loose, 'V15.2.1').toEqual([]);
  expect(direct.length).toBeGreaterThan(60);
});

test('every package of the lock file has its hash, but those inside another one', () => {
  const bare = installed.filter(([, { integrity, inBundle }]) => !integrity && !inBundle);
  expect(
    bare.map(([path]) => path),
    'V15.1.2',
  ).toEqual([]);
});

/** Licences that go with the AGPL for what the server runs. */
const allowed = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD', // of dictionary-en, whose words alone are delivered, packed: the text of the licence is in NOTICE
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Zlib',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'LGPL-3.0-or-later',
  'EUPL-1.2',
  'OFL-1.1',
];
/** Licences of tools that are not delivered: data and programs that only build and check. */
const allowedTools = [...allowed, 'MPL-2.0', 'Python-2.0', 'CC-BY-3.0', 'CC-BY-4.0'];
/** Packages without a licence that a program reads, each with what its files say. */
const read: Record<string, string> = {
  'png-js': 'MIT, by its LICENSE file; package.json has none',
  eval: 'MIT, by its LICENSE file',
  format: 'MIT, by its Readme',
  'require-like': 'MIT, by its License file',
};

test('every package has a licence of the list', () => {
  const wrong = installed.filter(([path, { license, dev }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!license) return !Object.hasOwn(read, name);
    const list = dev ? allowedTools : allowed;
    const choices = license.replace(/[()]/g, '').split(' OR ');
    return !choices.some((choice) => choice.split(' AND ').every((one) => list.includes(one)));
  });
  expect(wrong.map(([path, { license }]) => [path, license])).toEqual([]);
});

test('no key, database or folder of an unset setting is tracked', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
  const kept = files.filter((file) =>
    /\.(sqlite\S*|pem|key|p12)$|(^|\/)keys\/|^(undefined|null|NaN)\/|^\.env$/.test(file),
  );
  expect(kept, 'V13.3.1 V13.4.1').toEqual([]);
  const marked = files.filter(
    (file) =>
      /\.(ts|tsx|js|json|md|psv|txt|yml)$/.test(file) &&
      /-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]{40}/.test(readFileSync(file, 'utf8')),
  );
  expect(marked).toEqual([]);
});
