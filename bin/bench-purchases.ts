// Benchmark of whole purchases over HTTP, as a browser without scripts makes them: add to the basket, check out,
// pay, open the order. The same purchases also run through the domain's verbs alone.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startStandIn } from '#app/stand-ins/stripe/stand-in.server.ts';
import { openDb } from '#db/client.ts';

/** Runs `clients` buyers in parallel for `seconds`; each purchase is timed from the offer to the paid order. */
export async function buyRepeatedly(
  origin: string,
  dataDir: string,
  clients: number,
  seconds: number,
): Promise<{ count: number; perSecond: number; p50Ms: number; p99Ms: number }> {
  const buyers = await openBuyers(origin, clients);
  await Promise.all(buyers.map((buyOnce) => buyOnce())); // warm-up
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    buyers.map(async (buyOnce) => {
      while (performance.now() - begun < seconds * 1000) {
        liftLimits(dataDir);
        const start = performance.now();
        await buyOnce();
        times.push(performance.now() - start);
      }
    }),
  );
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
  return {
    count: times.length,
    perSecond: Math.round((times.length / took) * 10) / 10,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

/** Buyers who are signed in; each call is a whole purchase, and throws if it does not end in a paid order. */
export async function openBuyers(origin: string, count: number): Promise<(() => Promise<void>)[]> {
  const cookies = await Promise.all(Array.from({ length: count }, (_, i) => signIn(origin, i)));
  return cookies.map((cookie) => () => buy(origin, cookie));
}

/** Forgets what was counted against limits: no person buys as often as a measurement. */
export function liftLimits(dataDir: string): void {
  const db = openDb(join(dataDir, 'halle.sqlite'));
  db.$client.prepare('delete from limit_counts').run();
  db.$client.close();
}

const demo = [
  'camille@le-hangar.example',
  'karim@incubateur-112.example',
  'sylvie@maison-betheny.example',
  'ines@residence-pistes.example',
];

async function signIn(origin: string, client: number): Promise<string> {
  const response = await post(
    origin,
    '/sign-in',
    { email: demo[client % demo.length]!, password: 'la-halle-du-112', to: '/' },
    '',
  );
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Buys made-to-order goods of two suppliers, because their stock never runs out. */
async function buy(origin: string, session: string): Promise<void> {
  const added = await post(origin, '/offers/repas-vegetarien-de-midi', { intent: 'add', quantity: '4' }, session);
  const basket = added.headers.getSetCookie()[0]!.split(';')[0]!;
  const cookie = `${session}; ${basket}`;
  await post(origin, '/offers/depliants-a4-trois-volets-500-exemplaires', { intent: 'add', quantity: '1' }, cookie);
  const checkoutPage = await (await fetch(`${origin}/checkout`, { headers: { cookie } })).text();
  const shown = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(checkoutPage)?.[1] ?? '';
  const checkout = {
    organisation: shown('organisation'),
    address: '1 rue',
    insee: '51183',
    name: 'Banc',
    email: 'banc@halle.example',
    phone: '0326000000',
    note: '',
    terms: 'yes',
    confirmed: shown('confirmed'),
  };
  const placed = await post(origin, '/checkout', checkout, cookie);
  const pay = placed.headers.get('location');
  if (!pay) throw new Error(`the checkout answered ${placed.status}`);
  const page = new URL(pay);
  const landing = (await post(page.origin, page.pathname, { choice: 'pay' }, cookie)).headers.get('location')!;
  const order = await fetch(landing, { headers: { cookie } });
  if (!/\/orders\/ord_\w+$/.test(order.url) || !(await order.text()).includes('class="ticket"'))
    throw new Error(`a purchase did not end in a paid order: ${order.url}`);
}

function post(origin: string, path: string, form: Record<string, string>, cookie: string): Promise<Response> {
  return fetch(origin + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: { origin, cookie },
  });
}

/**
 * Purchases per CPU-second of a process that runs the verbs on the database in `dataDir`. The payment stand-in
 * runs in this process, so its CPU is not counted.
 */
export async function buyThroughVerbs(dataDir: string, seconds: number): Promise<number> {
  const standIn = await startStandIn({ file: ':memory:', webhookUrl: () => 'http://127.0.0.1:9/' });
  const paths = [join(dataDir, 'halle.sqlite'), join(dataDir, 'keys', 'ledger.pem'), standIn.apiBase.origin];
  const child = spawn(process.execPath, ['bin/bench-verbs.ts', ...paths, String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  standIn.close();
  if (code !== 0) throw new Error('purchases through the verbs failed');
  const { count, cpuSeconds } = JSON.parse(output) as { count: number; cpuSeconds: number };
  return Math.round(count / cpuSeconds);
}
