// Kept answers beside a bare node:http server that sends the same bytes under the same headers.
import { type ChildProcess, spawn } from 'node:child_process';
import autocannon from 'autocannon';
import { cpuSeconds } from './bench-server.ts';

export type KeptBench = { name: string; bytes: number; perCpuSecond: number; barePerCpuSecond: number; ratio: number };

const rounds = 3;

/** Each address against a bare server of its own, in turns; `ratio` is of the answers per second of CPU. */
export async function measureKept(
  origin: string,
  pid: number,
  paths: Record<string, string>,
  seconds: number,
): Promise<KeptBench[]> {
  const found: KeptBench[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const headers = { 'accept-encoding': 'br' };
    for (let asked = 0; asked < 3; asked++) await (await fetch(origin + path, { headers })).arrayBuffer();
    const bare = await bareServer(origin + path);
    const [own, other] = [tally(), tally()];
    for (let round = 0; round < rounds; round++) {
      await own.add(origin + path, pid, seconds / rounds);
      await other.add(bare.base, bare.child.pid!, seconds / rounds);
    }
    bare.child.kill();
    const [perCpuSecond, barePerCpuSecond] = [own.perCpuSecond(), other.perCpuSecond()];
    found.push({
      name,
      bytes: bare.bytes,
      perCpuSecond: Math.round(perCpuSecond),
      barePerCpuSecond: Math.round(barePerCpuSecond),
      ratio: Math.round((perCpuSecond / barePerCpuSecond) * 100) / 100,
    });
  }
  return found;
}

function tally() {
  let [answers, cpu] = [0, 0];
  return {
    async add(url: string, pid: number, duration: number): Promise<void> {
      const headers = { 'accept-encoding': 'br' };
      await autocannon({ url, connections: 10, duration: 1, headers });
      const before = cpuSeconds(pid);
      const { requests, non2xx } = await autocannon({ url, connections: 10, duration, headers });
      if (non2xx > 0) throw new Error(`${url} answered ${non2xx} times with another status`);
      answers += requests.total;
      cpu += cpuSeconds(pid) - before;
    },
    perCpuSecond: () => answers / cpu,
  };
}

/** A server of node:http alone that answers everything with what `url` answers now. */
async function bareServer(url: string): Promise<{ base: string; child: ChildProcess; bytes: number }> {
  const code = `
    const { get, createServer } = require('node:http');
    get(process.argv[1], { headers: { 'accept-encoding': 'br' } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part)).on('end', () => {
        const body = Buffer.concat(parts);
        const headers = answer.rawHeaders.filter((_, i, all) => !/^(date|connection|keep-alive)$/i.test(all[i - (i % 2)]));
        createServer((_, response) => response.writeHead(200, headers).end(body)).listen(0, '127.0.0.1', function () {
          console.log(this.address().port, body.length);
        });
      });
    });`;
  const child = spawn(process.execPath, ['-e', code, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) => child.stdout!.once('data', (data) => resolve(String(data))));
  const [port, bytes] = line.trim().split(' ');
  return { base: `http://127.0.0.1:${port}`, child, bytes: Number(bytes) };
}

/** The table of docs/bench.md. */
export function keptMarkdown(rows: KeptBench[]): string {
  const lines = rows.map((r) => `| ${r.name} | ${r.bytes} | ${r.perCpuSecond} | ${r.barePerCpuSecond} | ${r.ratio} |`);
  return `## Kept answers

A visitor without a session and a basket, by brotli; beside a bare \`node:http\` server that sends the same bytes under the same
headers, in turns. Answers per second of CPU.

| page | bytes | Halle | bare | ratio |
|---|---|---|---|---|
${lines.join('\n')}
`;
}
