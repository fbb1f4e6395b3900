// The answers of a seeded town before programs of others: pages by the Nu HTML checker, the objects of
// schema.org by the types of its vocabulary, feeds and robots.txt by their readers.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../../bin/build.ts';
import { type Finding, readFindings } from './java.ts';
import { runPython } from './python-packages.ts';

export const nuChecker = 'vnu-jar@26.9.27';
export const webPackages = ['feedparser==6.0.14', 'protego==0.7.0'];

const webFolder = 'web';

/** Seeds a town and writes its answers, once a run; `documents` is the folder of the run. */
function writtenPages(documents: string): string {
  const folder = join(documents, webFolder);
  if (existsSync(folder)) return folder;
  ensureBuilt();
  const data = join(documents, 'web-data');
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HALLE_DATA: resolve(data),
    NODE_ENV: 'production',
    PAYMENTS: 'stand-in',
    LOG_LEVEL: 'error',
  };
  mkdirSync(folder, { recursive: true });
  for (const script of [['seeds/run.ts'], ['tests/authorities/write-pages.ts', resolve(folder)]]) {
    const { status, stderr } = spawnSync(process.execPath, script, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${script[0]}: ${stderr.slice(-2000)}`);
  }
  rmSync(data, { recursive: true, force: true });
  return folder;
}

type NuMessage = { type: string; subType?: string; url: string; lastLine?: number; message: string };

/** Warnings that count: a reader who goes by headings misses such a section. */
const heeded = /^Section lacks heading/;

/** One finding a page: its first error, or a section without a heading. */
export function judgePages(documents: string): Finding[] {
  const pages = resolve(writtenPages(documents), 'pages');
  const jar = join(installNu(), 'node_modules/vnu-jar/build/dist/vnu.jar');
  const options = ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', pages];
  const { status, stdout, stderr } = spawnSync('java', options, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`vnu: ${stderr.slice(-2000)}`);
  const { messages } = JSON.parse(stdout) as { messages: NuMessage[] };
  const faults = messages.filter(({ type, message }) => type === 'error' || heeded.test(message));
  return readdirSync(pages).map((file) => {
    const fault = faults.find(({ url }) => url.endsWith(`/${file}`));
    return { file, part: 'HTML', fault: fault ? `line ${fault.lastLine}: ${fault.message}` : '' };
  });
}

function installNu(): string {
  const folder = 'build/authorities/vnu';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', nuChecker];
  const { status, stderr } = spawnSync('npm', options, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm: ${stderr.slice(-2000)}`);
  return folder;
}

const modules = { module: 'esnext', moduleResolution: 'bundler', target: 'es2022' };

/** One finding a page with data: each object as a constant of its type, so that the compiler knows every term. */
export function judgeLinkedData(documents: string): Finding[] {
  const folder = writtenPages(documents);
  const names = readdirSync(join(folder, 'data'));
  const lines = names.map((name, i) => {
    const objects = JSON.parse(readFileSync(join(folder, 'data', name), 'utf8')) as { '@type': string }[];
    const typed = objects.map(
      (one, n) => `export const o${i}_${n}: schema.WithContext<schema.${one['@type']}> = ${JSON.stringify(one)};`,
    );
    return typed.join(' ') || 'export const none = fail;';
  });
  const source = join(folder, 'linked-data.ts');
  writeFileSync(source, `import type * as schema from 'schema-dts';\n${lines.join('\n')}\n`);
  const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, types: [], ...modules };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['linked-data.ts'] }));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', folder, '--pretty', 'false'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  const faults = [...stdout.matchAll(/linked-data\.ts\((\d+),\d+\): error (.*)/g)].map(([, line, fault]) => ({
    index: Number(line) - 2,
    fault,
  }));
  // A compiler that does not run, or does not find the types, would let every term pass.
  if ((status !== 0 && faults.length === 0) || faults.some(({ index }) => index < 0))
    throw new Error(stdout.slice(0, 2000));
  return names.map((name, i) => {
    const fault = faults.find(({ index }) => index === i)?.fault ?? '';
    return { file: name, part: 'schema.org', fault };
  });
}

/** Feeds by feedparser, robots.txt by protego with every address of the sitemap and every private one. */
export function judgeFeeds(documents: string): Finding[] {
  return readFindings(runPython(webPackages, 'web_readers.py', [writtenPages(documents)]));
}
