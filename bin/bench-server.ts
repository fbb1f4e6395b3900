// Starts the server to measure, and reads the CPU and memory that it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

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

export async function startApp(
  env: NodeJS.ProcessEnv,
  origin: string,
): Promise<{ child: ChildProcess; coldStartMs: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['server.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (;;) {
    if ((await fetch(`${origin}/healthcheck`).catch(() => null))?.ok)
      return { child, coldStartMs: Math.round(performance.now() - begun) };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
