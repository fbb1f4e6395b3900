// Starts the server to measure, and reads the CPU and memory that it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** CPU seconds that the process has used so far. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function residentMiB(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A new data folder, and the environment of a server for it on a free port, its stand-in for Stripe beside it. */
export async function benchInstance(
  name: string,
): Promise<{ dataDir: string; origin: string; env: NodeJS.ProcessEnv }> {
  const dataDir = mkdtempSync(join(tmpdir(), `halle-${name}-`));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HALLE_DATA: dataDir,
    PORT: String(port),
    STAND_IN_PORT: String(await freePort()),
    HALLE_ORIGIN: origin,
    NODE_ENV: 'production',
    PAYMENTS: 'stand-in',
    LOG_LEVEL: 'error',
  };
  return { dataDir, origin, env };
}

export async function startApp(
  env: NodeJS.ProcessEnv,
  origin: string,
  cwd = '.',
): Promise<{ child: ChildProcess; coldStartMs: number }> {
  const begun = performance.now();
  const { settings, flags } = startCommand(cwd);
  const child = spawn(process.execPath, [...flags, 'server.ts'], {
    cwd,
    env: { ...env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if ((await fetch(`${origin}/healthcheck`).catch(() => null))?.ok)
      return { child, coldStartMs: Math.round(performance.now() - begun) };
    await setTimeout(10);
  }
}

/** Waits until the jobs of a first start are done: until the process has used little of the processor for three seconds. */
export async function waitForQuiet(pid: number): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const before = cpuSeconds(pid);
    await setTimeout(1000);
    quiet = cpuSeconds(pid) - before < 0.05 ? quiet + 1 : 0;
  }
}

/** The environment and the flags of Node under which `npm start` runs the server of a checkout. */
function startCommand(cwd: string): { settings: Record<string, string>; flags: string[] } {
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const parts = scripts.start.split(' ');
  return {
    settings: Object.fromEntries(parts.flatMap((part) => (/^[A-Z]/.test(part) ? [part.split('=')] : []))),
    flags: parts.filter((part) => part.startsWith('--')),
  };
}
