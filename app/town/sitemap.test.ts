import { expect, test } from 'vitest';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { getSupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { listValues, text } from '#db/rows.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { sitemapFile, sitemapOf } from './sitemap.server.ts';

const origin = 'https://halle.test';
const live = `select o.slug from shown_offers o join suppliers s on s.id = o.supplier_id
   where s.status = 'live' order by o.id`;

const locationsIn = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!);

test('names every live offer and supplier once, and nothing under /supplier/', async () => {
  const town = await openTown();
  const found = locationsIn(sitemapOf(town, origin));
  const offers = listValues(town.db, text, live).map((slug) => `${origin}/offers/${slug}`);
  expect(offers.length).toBeGreaterThan(200);
  expect(found.filter((address) => address.startsWith(`${origin}/offers/`))).toEqual(offers);
  expect(new Set(found).size).toBe(found.length);
  expect(found.filter((address) => /\/supplier(?:\/|$)|[?#]/.test(address))).toEqual([]);
  expect(found).toContain(`${origin}/suppliers/atelier-rebond`);
});

test('says when an offer changed and where its languages are', async () => {
  const town = await openTown();
  town.db.$client.exec(`update offers set updated_at = '2026-03-04T05:06:07.000Z' where id = 1`);
  const slug = listValues(town.db, text, 'select slug from offers where id = 1')[0]!;
  const entry = sitemapOf(town, origin)
    .split('\n')
    .find((line) => line.includes(`<loc>${origin}/offers/${slug}</loc>`));
  expect(entry).toContain('<lastmod>2026-03-04T05:06:07.000Z</lastmod>');
  for (const [lang, query] of [
    ['fr', '?lang=fr'],
    ['en', '?lang=en'],
    ['x-default', ''],
  ])
    expect(entry).toContain(`hreflang="${lang}" href="${origin}/offers/${slug}${query}"`);
});

test('says when a supplier’s page changed: with its profile, or with the last of its offers', async () => {
  const town = await openTown();
  const entryOf = (slug: string) =>
    sitemapOf(town, origin)
      .split('\n')
      .find((line) => line.includes(`<loc>${origin}/suppliers/${slug}</loc>`));
  town.db.$client.exec(`update offers set updated_at = '2026-03-04T05:06:07.000Z'`);
  expect(entryOf('couture-des-pistes')).toContain('<lastmod>2026-03-04T05:06:07.000Z</lastmod>');
  const ctx = { ...town.ctx(), now: new Date('2031-01-02T03:04:05.000Z') };
  const supplier = getSupplier(ctx, 'couture-des-pistes');
  updateProfile(ctx, supplier, { pickup: !supplier.pickup });
  expect(entryOf('couture-des-pistes')).toContain('<lastmod>2031-01-02T03:04:05.000Z</lastmod>');
  expect(entryOf('net-et-clair')).toContain('<lastmod>2026-03-04T05:06:07.000Z</lastmod>');
});

test('leaves out what is hidden: an archived offer, and all offers of a suspended supplier', async () => {
  const town = await openTown();
  const before = locationsIn(sitemapOf(town, origin));
  town.db.$client.exec(`update offers set status = 'archived' where id = 1`);
  town.db.$client.exec(`update suppliers set status = 'suspended' where slug = 'jardins-de-la-vesle'`);
  const hidden = before.filter((address) => !locationsIn(sitemapOf(town, origin)).includes(address));
  expect(hidden.length).toBeGreaterThan(2);
  expect(hidden).toContain(`${origin}/suppliers/jardins-de-la-vesle`);
});

test('a large town has an index of files that name together what one would', async () => {
  const town = await openTown();
  const whole = locationsIn(sitemapOf(town, origin));
  const index = sitemapOf(town, origin, 50);
  expect(index).toContain('<sitemapindex');
  const files = locationsIn(index).map((address) => address.replace(`${origin}/sitemap/`, ''));
  const parts = files.map((name) => locationsIn(sitemapFile(town, origin, name, 50)!));
  expect(files.length).toBeGreaterThan(6);
  expect(parts.slice(1).every((part) => part.length > 0 && part.length <= 50)).toBe(true);
  expect(parts.flat().sort()).toEqual([...whole].sort());
  expect(['offers-9999.xml', 'offers-x.xml', 'other'].map((name) => sitemapFile(town, origin, name, 50))).toEqual([
    null,
    null,
    null,
  ]);
});
