// Documents say what is there: lines, names of files and commands, links, samples of code.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { oneSentenceALine } from './setup/sentences.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const documents = globSync(['*.md', 'docs/**/*.md']);
/** `npm run bench` writes this one. */
const generated = ['docs/bench.md'];

test.each(documents.filter((file) => !generated.includes(file)))('%s has one sentence a line', (file) => {
  expect(read(file)).toBe(oneSentenceALine(read(file)));
});

test('links between documents resolve', () => {
  const broken = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every decision has a number of its own, which its title and links say', () => {
  const files = globSync('docs/decisions/[0-9]*.md');
  const numberOf = (file: string) => /(\d{3})-[^/]+$/.exec(file)?.[1] ?? '';
  expect(new Set(files.map(numberOf)).size).toBe(files.length);
  expect(files.filter((file) => !read(file).startsWith(`# ${numberOf(file)}`))).toEqual([]);
  const wrong = documents.flatMap((file) =>
    [...read(file).matchAll(/\[(\d{3})\]\(([^)]+\.md)\)/g)].filter(
      ([, shown, target = '']) => shown !== numberOf(target),
    ),
  );
  expect(wrong).toEqual([]);
});

/** Named in documents and not in the repository: what an instance or a build writes, and other people's files. */
const elsewhere = [
  /^(build|data|coverage|keys|node_modules)\//, // written by the build and at run time
  /^(?:x|x-rows)?(?:\.server)?\.ts$/, // any name
  /^communes\.json$/, // of the npm package that the commune list is made from
];
/** A path below one of our folders, or a file of ours named by its extension. */
const path =
  /^(?:(?:app|db|seeds|bin|tests|docs|public)\/[\w./$[\]-]*|[\w$.-]+(?:\/[\w$.-]+)*\.(?:ts|tsx|mjs|py|sql|md|jsonc?|css))$/;
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');

/** Whether a name in backticks is a file or folder: from the root, or as the end of a path. */
function exists(name: string): boolean {
  const bare = name.replace(/\/$/, '');
  return existsSync(bare) || tracked.some((file) => file.endsWith(`/${bare}`) || file.includes(`/${bare}/`));
}

// CHANGELOG and the decisions tell of their day; a decision that no longer holds names the one that replaces it.
const ofToday = documents.filter((file) => file !== 'CHANGELOG.md' && !file.startsWith('docs/decisions/'));

test.each(ofToday)('%s names files and npm scripts that exist', (file) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const code = [
    ...read(file)
      .replace(/^```[\s\S]*?^```/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, text = '']) => text);
  const missing = code
    .filter((text) => path.test(text) && !elsewhere.some((one) => one.test(text)))
    .filter((text) => !exists(text));
  expect(missing).toEqual([]);
  const commands = [...read(file).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

test('the samples of STYLE.md are in the files that they name', () => {
  const samples = [...read('STYLE.md').matchAll(/```ts\n\/\/ ([\w./$-]+\.tsx?)\n([\s\S]*?)```/g)];
  expect(samples.length).toBeGreaterThan(10);
  for (const [, file = '', code = ''] of samples) {
    const lines = new Set(
      read(file)
        .split('\n')
        .map((line) => line.trim()),
    );
    const gone = code.split('\n').filter((line) => line.trim() !== '' && !lines.has(line.trim()));
    expect([file, gone]).toEqual([file, []]);
  }
});

/** The last commit before this rule. */
const before = 'edd48bf';

test('subjects of commits have at most 72 characters', ({ skip }) => {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  let subjects: string[] = [];
  try {
    subjects = git('log', '--no-merges', '--format=%s', `${before}..HEAD`).trim().split('\n');
  } catch {
    skip('no history here: an archive, or a clone of the last commit alone');
  }
  expect(subjects.filter((subject) => subject.length > 72)).toEqual([]);
});
