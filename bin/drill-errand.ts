// The errand of a drill: signs up, opens the letter in the copy's own folder, and buys, over HTTP without scripts.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export type DrillTown = { origin: string; dataDir: string; insee: string };

/** Buys one offer of the restored town. Resolves to the address of the paid order; throws what came in between. */
export async function buyInCopy(town: DrillTown): Promise<string> {
  const email = `drill-${randomUUID().slice(0, 8)}@halle.example`;
  const session = await signUp(town, email);
  const refusals: string[] = [];
  for (const slug of await listSlugs(town)) {
    const order = await buy(town, { session, email, slug });
    if (order.ok) return order.url;
    refusals.push(`${slug}: ${order.reason}`);
  }
  throw new Error(`no offer could be bought; ${refusals.slice(0, 3).join('; ')}`);
}

async function signUp({ origin, dataDir }: DrillTown, email: string): Promise<string> {
  const person = { name: 'Restore drill', email, password: `drill ${randomUUID()}`, to: '/' };
  const asked = await post(origin, '/sign-up', person, '');
  const link = await findLink(join(dataDir, 'mail'), email);
  const { pathname, search } = new URL(link);
  const opened = await post(origin, pathname + search, {}, cookiesOf(asked));
  const session = cookiesOf(opened);
  if (opened.status !== 302 && opened.status !== 303) throw new Error(`the sign-up was answered ${opened.status}`);
  return session;
}

/** The link of the letter; the copy writes it to a folder within some seconds. */
async function findLink(folder: string, email: string): Promise<string> {
  // A large town's background makes up what waited since the copy: some minutes of patience, not seconds.
  for (let tries = 0; tries < 1200; tries++) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const letter = name.endsWith('.eml') ? readFileSync(join(folder, name), 'utf8') : '';
      if (!letter.includes(`To: ${email}`)) continue;
      const text = Buffer.from(/base64\r?\n\r?\n([\w+/=\s]+)/.exec(letter)?.[1] ?? '', 'base64').toString();
      const link = /https?:\/\/\S+\/sign-up\/confirm\?\S+/.exec(text)?.[0];
      if (link) return link;
    }
    await setTimeout(250);
  }
  throw new Error('the letter of the sign-up did not come within five minutes');
}

async function listSlugs({ origin }: DrillTown): Promise<string[]> {
  const { items } = (await (await fetch(`${origin}/api/v1/offers`)).json()) as { items: { slug: string }[] };
  return items.map(({ slug }) => slug);
}

type Attempt = { ok: true; url: string } | { ok: false; reason: string };

/** A basket of its own for each offer, so that one that cannot be bought now is in the way of no other. */
async function buy(
  { origin, insee }: DrillTown,
  { session, email, slug }: { session: string; email: string; slug: string },
): Promise<Attempt> {
  const added = await post(origin, `/offers/${slug}`, { intent: 'add', quantity: '1' }, '');
  if (added.status >= 400) return { ok: false, reason: `adding was answered ${added.status}` };
  const cookie = `${session}; ${cookiesOf(added)}`;
  const page = await (await fetch(`${origin}/checkout`, { headers: { cookie } })).text();
  const confirmed = /name="confirmed" value="([0-9a-f]+)"/.exec(page)?.[1];
  if (!confirmed) return { ok: false, reason: 'the checkout shows no order' };
  const contact = { name: 'Restore drill', email, phone: '0326000000', address: '1 rue du Drill', insee };
  const placed = await post(
    origin,
    '/checkout',
    { organisation: '', note: '', terms: 'yes', ...contact, confirmed },
    cookie,
  );
  const pay = placed.headers.get('location');
  if (!pay?.startsWith('http://127.0.0.1:')) return { ok: false, reason: `the order was answered ${placed.status}` };
  const { origin: provider, pathname } = new URL(pay);
  const landing = (await post(provider, pathname, { choice: 'pay' }, '')).headers.get('location');
  if (!landing) return { ok: false, reason: 'the payment page led nowhere' };
  const order = await fetch(landing, { headers: { cookie } });
  if (!/\/orders\/ord_\w+$/.test(order.url) || !(await order.text()).includes('class="ticket"'))
    return { ok: false, reason: `the order reads as not paid at ${order.url}` };
  return { ok: true, url: order.url };
}

function post(origin: string, path: string, form: Record<string, string>, cookie: string): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(origin + path, { method: 'POST', redirect: 'manual', body, headers: { origin, cookie } });
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
