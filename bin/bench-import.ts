// Benchmark: imports one large file through the pages. Measures duration, memory and the latency of other pages
// during the import, then kills the server halfway and resumes.
import { residentMiB } from './bench-server.ts';

export type ImportBench = {
  rows: number;
  megabytes: number;
  readSeconds: number;
  writeSeconds: number;
  indexSeconds: number;
  peakRssMiB: number;
  quiet: { p50Ms: number; p99Ms: number };
  reading: { p50Ms: number; p99Ms: number };
  writing: { p50Ms: number; p99Ms: number };
  killedAtRow: number;
  offersAfter: number;
};
type Server = { pid: () => number; killAndRestart: () => Promise<void> };

const home = '/supplier/atelier-rebond';

/** Rows as a wholesaler would send them: all valid and all different. */
function largeFile(rows: number): Buffer {
  const lines = ['sku;name_fr;description_fr;category;thing;kind;price;vat;unit;stock;mass_kg'];
  for (let i = 0; i < rows; i++)
    lines.push(
      `LOT-${i};Rayonnage d’atelier n° ${i}, acier galvanisé;Montants de ${i % 90} cm, du magasin ${i % 37};furniture;workshop-shelf;new;${1 + (i % 400)},${String(i % 100).padStart(2, '0')};20;piece;${i % 500};0,${String(1 + (i % 900)).padStart(3, '0')}`,
    );
  return Buffer.from(lines.join('\n'));
}

export async function importLargeFile(origin: string, rows: number, server: Server): Promise<ImportBench> {
  let cookie = await signIn(origin);
  const file = largeFile(rows);
  const quiet = await feel(origin, () => Promise.resolve(false), 40);
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(file)], { type: 'text/csv' }), 'lots.csv');
  const taken = await fetch(`${origin}${home}/import`, {
    method: 'POST',
    body: form,
    headers: { cookie },
    redirect: 'manual',
  });
  const page = origin + taken.headers.get('location');
  let peakRssMiB = 0;
  const state = async () => {
    peakRssMiB = Math.max(peakRssMiB, residentMiB(server.pid()));
    const text = await (await fetch(page, { headers: { cookie } })).text();
    return {
      working: text.includes('id="progress"'),
      row: Number(/value="(\d+)"/.exec(/<progress[^>]*>/.exec(text)?.[0] ?? '')?.[1] ?? 0),
      text,
    };
  };
  const working = async () => (await state()).working;

  let begun = performance.now();
  const reading = await feel(origin, working);
  const readSeconds = (performance.now() - begun) / 1000;
  await fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ intent: 'confirm' }),
    headers: { cookie },
    redirect: 'manual',
  });

  begun = performance.now();
  let killedAtRow = 0;
  const writing = await feel(origin, async () => {
    const now = await state();
    if (killedAtRow === 0 && now.row > rows / 2) {
      killedAtRow = now.row;
      await server.killAndRestart();
      cookie = await signIn(origin);
    }
    return now.working;
  });
  const writeSeconds = (performance.now() - begun) / 1000;
  begun = performance.now();
  const total = async () =>
    ((await (await fetch(`${origin}/api/v1/offers?supplier=atelier-rebond&q=rayonnage`)).json()) as { total: number })
      .total;
  let offersAfter = await total();
  for (let tries = 0; offersAfter < rows && tries < 1200; tries++) {
    peakRssMiB = Math.max(peakRssMiB, residentMiB(server.pid()));
    await new Promise((resolve) => setTimeout(resolve, 500));
    offersAfter = await total();
  }
  if (offersAfter < rows) throw new Error(`only ${offersAfter} of ${rows} imported offers were found`);
  return {
    rows,
    megabytes: Math.round(file.length / 1e5) / 10,
    readSeconds: Math.round(readSeconds),
    writeSeconds: Math.round(writeSeconds),
    indexSeconds: Math.round((performance.now() - begun) / 1000),
    peakRssMiB,
    quiet,
    reading,
    writing,
    killedAtRow,
    offersAfter,
  };
}

/** Latency of one visitor who reads an offer's page repeatedly while `busy` returns true (or `most` times). */
async function feel(
  origin: string,
  busy: () => Promise<boolean>,
  limit = Number.POSITIVE_INFINITY,
): Promise<{ p50Ms: number; p99Ms: number }> {
  const times: number[] = [];
  let asked = 0;
  for (let n = 0; n < limit; n++) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/offers/chaise-de-bureau-remise-en-etat`).catch(() => null);
    await answer?.text();
    if (answer?.ok) times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 25));
    if (limit === Number.POSITIVE_INFINITY && performance.now() - asked > 500) {
      asked = performance.now();
      if (!(await busy())) break;
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function signIn(origin: string): Promise<string> {
  const body = new URLSearchParams({ email: 'nadia@atelier-rebond.example', password: 'la-halle-du-112', to: '/' });
  const answer = await fetch(`${origin}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export function importMarkdown(r: ImportBench): string {
  const felt = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }) => `${p50Ms} / ${p99Ms}`;
  const times = (now: { p99Ms: number }) => `${Math.round((now.p99Ms / Math.max(1, r.quiet.p99Ms)) * 10) / 10}`;
  return `## A file of ${r.rows} rows

${r.megabytes} MB of CSV through the screens: judged in ${r.readSeconds} s, written in ${r.writeSeconds} s (with the server killed by SIGKILL at row ${r.killedAtRow} and started again:
it went on by itself), searchable ${r.indexSeconds} s later: ${r.offersAfter} offers, none twice. Peak ${r.peakRssMiB} MiB resident.

| an offer's page, for one other visitor | p50 / p99 ms | p99, times quiet |
|---|---|---|
| quiet | ${felt(r.quiet)} | 1 |
| while the file is judged | ${felt(r.reading)} | ${times(r.reading)} |
| while it is written | ${felt(r.writing)} | ${times(r.writing)} |
`;
}
