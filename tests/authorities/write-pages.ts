// Writes what the app answers in a seeded town into a folder, for programs that are not ours: every kind of page in both
// languages, robots.txt, sitemap and feeds, and every page of an offer or a supplier once. Runs in its own process, with
// the built app in it and the data folder of HALLE_DATA.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { locales } from '#app/domain/shared/locale.ts';
import { type Access, access, type Rules } from '#app/http/access.ts';
import type * as Entry from '../../app/entry.server.tsx';
import { findParameters } from '../../bin/growth-parameters.ts';
import { addressesOf } from '../../bin/town-addresses.ts';
import { handlerBySegment } from '../../handlers.ts';
import { openTownRows } from './town-rows.ts';

const folder = process.argv[2]!;
const build = (await import(new URL('../../build/server/index.js', import.meta.url).href)) as ServerBuild;
const services = await (build.entry.module as unknown as typeof Entry).getServices();
const { origin } = services.env;
const remix = handlerBySegment(build, 'production');
const parameters = findParameters(services.db);
const cookies = await signIn();
for (const kind of ['pages', 'data']) mkdirSync(join(folder, kind), { recursive: true });

const left: string[] = [];
for (const [route, rules] of Object.entries(access) as [string, Rules][]) {
  if (!rules.read || route === 'root' || /^api\//.test(route)) continue;
  const addresses = addressesOf(build, parameters, route);
  if (addresses.length === 0) left.push(route);
  for (const [i, { path }] of addresses.entries())
    for (const lang of locales)
      await writePage(`${lang} ${route.replaceAll('/', ' ')} ${i}`, path, lang, cookieOf(rules.read, route));
}
const rows = await openTownRows(services, parameters.people, signingAddress);
for (const { route, name, path, as } of rows)
  for (const lang of locales) await writePage(`${lang} ${route.replaceAll('/', ' ')} ${name}`, path, lang, cookies[as]);
for (const lang of locales) {
  await writePage(
    `${lang} refused sign-in`,
    '/sign-in',
    lang,
    undefined,
    new URLSearchParams({ email: 'x', password: '' }),
  );
  await writePage(`${lang} refused sign-up`, '/sign-up', lang, undefined, new URLSearchParams({ email: 'x' }));
}
const texts = ['robots.txt', 'sitemap.xml', 'offers/feed.xml?lang=fr', 'offers/feed.xml?lang=en', 'ledger/feed.xml'];
for (const path of texts) {
  const answer = await ask(`/${path}`, 'fr');
  writeFileSync(join(folder, path.replaceAll(/[/?=]/g, '-')), await answer.text());
}
const sitemap = await (await ask('/sitemap.xml', 'fr')).text();
for (const [, path] of sitemap.matchAll(/<loc>https?:\/\/[^/]+(\/(?:offers|suppliers)\/[\w-]+|\/)<\/loc>/g)) {
  const html = await (await ask(path!, 'fr')).text();
  const data = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, text]) => text!);
  writeFileSync(join(folder, 'data', `${path!.slice(1).replaceAll('/', ' ') || 'home'}.json`), `[${data.join(',')}]`);
}
const shown = new Set(rows.map(({ route }) => route));
writeFileSync(join(folder, 'left-out.json'), JSON.stringify(left.filter((route) => !shown.has(route))));
await services.close();
process.exit(0);

/** The address at which a steward signs a refusal of this item. */
async function signingAddress(item: string): Promise<string> {
  const form = new URLSearchParams({ intent: 'decide', choice: 'refuse', reason: 'Illisible.' });
  const answer = await ask(`/steward/items/${item}`, 'fr', cookies.signer, form);
  const location = answer.headers.get('location');
  if (!location?.startsWith('/steward/sign/')) throw new Error(`no signature is asked: ${answer.status} ${location}`);
  return location;
}

/** A cookie of each person; of the steward a second one, without a password, whose decisions are signed. */
async function signIn(): Promise<Record<string, string>> {
  const people = { ...parameters.people, signer: parameters.people.steward };
  const opened = Object.entries(people).map(async ([name, userId]) => {
    const { name: key, value } = await openSession(services.sessions, userId, null, {
      method: name === 'signer' ? 'passkey' : 'password',
      userAgent: 'authorities',
    });
    return [name, `${key}=${value}`] as const;
  });
  return Object.fromEntries(await Promise.all(opened));
}

function cookieOf(rule: Access, route: string): string | undefined {
  if (rule === 'anyone') return undefined;
  if (rule === 'steward' || rule === 'administrator') return cookies.steward;
  return route.startsWith('seller/') ? cookies.seller : cookies.buyer;
}

/** Files and redirects are no pages. */
async function writePage(
  name: string,
  path: string,
  lang: string,
  cookie?: string,
  form?: URLSearchParams,
): Promise<void> {
  const answer = await ask(path, lang, cookie, form);
  if (!answer.headers.get('content-type')?.startsWith('text/html')) return;
  writeFileSync(join(folder, 'pages', `${name.replaceAll(/[^\w.-]+/g, '_')}.html`), await answer.text());
}

async function ask(path: string, lang: string, cookie?: string, form?: URLSearchParams): Promise<Response> {
  const headers = { accept: 'text/html', 'accept-language': lang, ...(cookie ? { cookie } : {}), origin };
  const body = form ? { method: 'POST', body: form } : {};
  return remix(new Request(origin + path, { headers, ...body }), { requestId: 'authorities', address: '127.0.0.1' });
}
