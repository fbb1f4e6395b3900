// How search engines, other sites and feed readers find the market, over HTTP from the built server.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const read = async (path: string) => (await fetch(new URL(path, app.origin))).text();
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);
const canonicalIn = (html: string) => all(html, /<link rel="canonical" href="([^"]+)"/g);

/** The objects of schema.org in a page. */
const dataIn = (html: string): Record<string, unknown>[] =>
  all(html, /<script type="application\/ld\+json">(.*?)<\/script>/g).map((text) => JSON.parse(text));

test('every address of the sitemap answers, and is its own canonical', async () => {
  expect(await read('/robots.txt')).toContain(`\nSitemap: ${app.origin}/sitemap.xml\n`);
  const locations = all(await read('/sitemap.xml'), /<loc>([^<]+)<\/loc>/g);
  expect(locations.length).toBeGreaterThan(340);
  for (const address of locations) {
    const answer = await fetch(address);
    expect([address, answer.status, canonicalIn(await answer.text())]).toEqual([address, 200, [address]]);
  }
});

test('a page in a language names itself and the other, whatever else its address asks', async () => {
  const html = await read('/offers?q=chaise&lang=en&page=1&sort=price');
  expect(canonicalIn(html)).toEqual([`${app.origin}/offers?lang=en`]);
  expect(all(html, /<link rel="alternate" hrefLang="[\w-]+" href="([^"]+)"/g)).toEqual(
    ['?lang=fr', '?lang=en', ''].map((query) => `${app.origin}/offers${query}`),
  );
});

test('an offer says what it is, and its picture is there', async () => {
  const html = await read('/offers/chaise-de-bureau-remise-en-etat?lang=fr');
  const [product] = dataIn(html);
  expect(product).toMatchObject({
    '@type': 'Product',
    offers: { '@type': 'Offer', priceCurrency: 'EUR', seller: { '@type': 'LocalBusiness' } },
  });
  expect(html).toContain(
    `<meta property="og:url" content="${app.origin}/offers/chaise-de-bureau-remise-en-etat?lang=fr"/>`,
  );
  for (const path of [
    '/',
    '/offers',
    '/suppliers',
    '/suppliers/atelier-rebond',
    '/offers/chaise-de-bureau-remise-en-etat',
  ]) {
    const [picture] = all(await read(path), /<meta property="og:image" content="([^"]+)"/g);
    const answer = await fetch(picture!.replaceAll('&amp;', '&'));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'image/png']);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  }
});

test('a supplier names its certifications; no page gives a score as data', async () => {
  const slugs = all(await read('/sitemap.xml'), /\/suppliers\/([\w-]+)<\/loc>/g);
  let certified = 0;
  for (const slug of slugs) {
    const [business] = dataIn(await read(`/suppliers/${slug}`));
    expect(business).toMatchObject({ '@type': 'LocalBusiness', '@id': `${app.origin}/suppliers/${slug}#supplier` });
    expect(JSON.stringify(business)).not.toMatch(/rating|score|review/i);
    certified += (business!.hasCertification as unknown[]).length > 0 ? 1 : 0;
  }
  expect(certified).toBeGreaterThan(5);
});

test('home and catalogue name the feed of new offers, which is there in both languages', async () => {
  for (const path of ['/', '/offers'])
    for (const lang of ['fr', 'en']) {
      const html = await read(`${path}?lang=${lang}`);
      const [link] = all(html, /<link rel="alternate" type="application\/atom\+xml" href="([^"]+)"/g);
      expect([path, link]).toEqual([path, `/offers/feed.xml?lang=${lang}`]);
      const answer = await fetch(app.origin + link);
      expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
      const feed = await answer.text();
      expect(all(feed, /<entry>\n<id>([^<]+)<\/id>/g)).toHaveLength(50);
      expect(feed).toContain(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`);
    }
});

test('the browser takes data, manifest and search under the policy in force', async () => {
  const { page, complaints } = await newVisitor(app);
  await page.goto('/offers/chaise-de-bureau-remise-en-etat');
  expect(await page.locator('script[type="application/ld+json"]').count()).toBe(1);
  const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
  const cdp = await page.context().newCDPSession(page);
  const { errors, url } = await cdp.send('Page.getAppManifest');
  expect([url, errors]).toEqual([app.origin + manifest, []]);
  for (const { src } of JSON.parse(await read(manifest!)).icons)
    expect((await fetch(app.origin + src)).status).toBe(200);
  const search = await page.locator('link[rel=search]').getAttribute('href');
  expect(await read(search!)).toContain(`template="${app.origin}/offers?q={searchTerms}&amp;lang=fr"`);
  expect(complaints).toEqual([]);
});
