// Runs a program of Maven Central: its jars come by the ordinary client, at one version, into a folder that is kept.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Maven artifact by group, name and version; `without` are dependencies of its own tests. */
export type MavenArtifact = { group: string; name: string; version: string; without?: readonly string[] };
/** The verdict on one part of one file; `fault` is empty when the part passes. */
export type Finding = { file: string; part: string; fault: string };

/**
 * Runs `source`, a file of this folder, with the artifact's classes. It prints file, part and fault, with tabs
 * between. Throws if Maven or Java fails.
 */
export function runJava(artifact: MavenArtifact, source: string, args: readonly string[]): Finding[] {
  const jars = fetchJars(artifact);
  const file = join(import.meta.dirname, source);
  const { status, stdout, stderr } = spawnSync('java', ['-cp', join(jars, '*'), file, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`java ${source}: ${stderr.slice(-2000)}`);
  return readFindings(stdout.split('\n'));
}

/** Lines of file, part and fault, with tabs between; other lines are none. */
export function readFindings(lines: readonly string[]): Finding[] {
  return lines.flatMap((line) => {
    const [name, part, fault, more] = line.split('\t');
    return fault !== undefined && more === undefined ? [{ file: name!, part: part!, fault }] : [];
  });
}

function fetchJars({ group, name, version, without = [] }: MavenArtifact): string {
  const folder = join('build', 'authorities', `${name}-${version}`);
  const jars = join(folder, 'jars');
  if (existsSync(join(folder, 'complete'))) return jars;
  mkdirSync(folder, { recursive: true });
  const exclusions = without.map((one) => {
    const [groupId, artifactId] = one.split(':');
    return `<exclusion><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId></exclusion>`;
  });
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>halle</groupId><artifactId>authority</artifactId>
<version>1</version><dependencies><dependency><groupId>${group}</groupId><artifactId>${name}</artifactId>
<version>${version}</version><exclusions>${exclusions.join('')}</exclusions></dependency></dependencies></project>`,
  );
  const goal = ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=jars'];
  const { status, stdout, error } = spawnSync('mvn', goal, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`mvn ${name} ${version}: ${error?.message ?? stdout.slice(-2000)}`);
  writeFileSync(join(folder, 'complete'), '');
  return jars;
}
