// Holds our factors and trips against the official models of ADEME's incubator, evaluated by their own engine.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from './java.ts';
import { type Situation, situations } from './official-situations.ts';

export const officialPackages = [
  '@incubateur-ademe/nosgestesclimat@4.10.2',
  '@incubateur-ademe/publicodes-impact-livraison@0.7.0',
  '@incubateur-ademe/publicodes-acv-numerique@2.1.0',
  '@incubateur-ademe/publicodes-commun@2.0.1',
  'publicodes@1.10.1',
];
const folder = 'build/authorities/official-models';
const table = 'docs/factors-check.md';

type Answer = { value: number | null; unit: string; said: string[] };

/** One finding a situation, and one that the table in the documents is what came out; `WRITE=1` writes it. */
export function judgeOfficialModels(): Finding[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const installed = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', ...officialPackages],
    { cwd: folder, encoding: 'utf8' },
  );
  if (installed.status !== 0)
    return [finding('packages', installed.stderr.trim().split('\n').at(-1) ?? 'not installed')];
  const asked = JSON.stringify(situations.map(({ official }) => official));
  const script = resolve('tests/authorities/official_models.mjs');
  const run = spawnSync(process.execPath, [script], { cwd: folder, input: asked, encoding: 'utf8' });
  if (run.status !== 0) return [finding('engine', run.stderr.trim().split('\n').at(-1) ?? 'did not run')];
  const answers = JSON.parse(run.stdout) as Answer[];
  const text = tableOf(answers);
  if (process.env.WRITE) writeFileSync(table, text);
  const isSame = readFileSync(table, 'utf8') === text;
  return [
    ...situations.map((situation, i) => finding(situation.name, faultOf(situation, answers[i]!))),
    finding(table, isSame ? '' : 'is not what came out: run it with WRITE=1 and read the difference'),
  ];
}

function finding(file: string, fault: string): Finding {
  return { part: 'official models', file, fault };
}

/** Empty when the official figure is inside ours, or the row says why not. */
function faultOf({ ours, official, times, why }: Situation, { value, unit, said }: Answer): string {
  if (said.length > 0) return `the engine says: ${said.join(' ')}`;
  if (value === null) return 'no value';
  if (unit !== official.unit) return `answers in ${unit || 'no unit'}, not ${official.unit}`;
  const inside = value * times >= ours.lo && value * times <= ours.hi;
  if (!inside && !why) return `gives ${number(value * times)}, outside ours [${number(ours.lo)}, ${number(ours.hi)}]`;
  return inside && why ? 'lies inside now: its reason is no longer needed' : '';
}

function tableOf(answers: readonly Answer[]): string {
  const lines = situations.map(({ name, ours, official, times, why }, i) => {
    const value = answers[i]!.value;
    const theirs = value === null ? 'none' : number(value * times);
    return `| ${name} | ${number(ours.mid)} [${number(ours.lo)}, ${number(ours.hi)}] | ${theirs} | ${official.model} | ${why ? `outside: ${why}` : 'inside'} |`;
  });
  return `# Our figures beside the official models

Written by \`WRITE=1 npm run check:authorities -- "official models"\`, which fails when it is no longer true.
Kilograms of CO2e with the 95 % interval; the packages are ${officialPackages.map((name) => `\`${name}\``).join(', ')}.
A kilogram of food, paper, a repair and the difference of a second-hand garment have no official rule to hold against.

| situation | ours | official | model | verdict |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(3)));
}
