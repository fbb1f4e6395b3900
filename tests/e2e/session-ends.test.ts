// A session ends while a form is being filled in: nothing typed is lost, nothing is sent by itself.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const lucie = 'lucie@jardins-de-la-vesle.example';
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

/** Pictures of the pages, for a person to look at. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.HALLE_LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

function endSessions(): void {
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  db.$client.prepare('update sessions set expires_at = 1').run();
  db.$client.close();
}

const isWithin = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test.each(sizes)('an identity comes back after signing in, at $width px', async (viewport) => {
  const { page, complaints } = await newVisitor(app, { viewport, javaScriptEnabled: viewport.width > 400 });
  const path = '/supplier/jardins-de-la-vesle/identity';
  await page.goto(`/sign-in?to=${path}`);
  await signIn(page, lucie);
  await page.waitForURL(`**${path}`);
  const story = `${await page.locator('#storyFr').inputValue()} Depuis vingt ans à ${viewport.width}.`;
  await page.locator('#storyFr').fill(story);
  await page.locator('#contactName').fill('Lucie et Paul');
  endSessions();
  await page.locator('main form button.main').last().click();
  await page.waitForURL('**/sign-in**');
  expect(await page.locator('main').innerText()).toContain('Votre formulaire est gardé une heure');
  await look(page, `sign-in-${viewport.width}`);
  await signIn(page, lucie);
  await page.waitForURL(`**${path}`);
  expect(await page.locator('#storyFr').inputValue()).toBe(story);
  expect(await page.locator('#contactName').inputValue()).toBe('Lucie et Paul');
  expect(await page.locator('[role=alert]').innerText()).toContain('Rien n’est encore enregistré');
  expect(await page.title()).not.toContain('Erreur');
  expect(await isWithin(page)).toBe(true);
  await look(page, `identity-${viewport.width}`);
  await page.locator('main form button.main').last().click();
  await page.waitForURL(`**${path}`);
  expect(await page.locator('[role=alert]').count()).toBe(0);
  expect(await page.locator('#storyFr').inputValue()).toBe(story);
  expect(complaints).toEqual([]);
});

test.each(sizes)('a checkout comes back after signing in, at $width px', async (viewport) => {
  const { page, complaints } = await newVisitor(app, { viewport });
  await page.goto('/offers?kind=reused'); // what is booked has no quantity
  await page.locator('main a[href^="/offers/"]').first().waitFor();
  const links = await page
    .locator('main a[href^="/offers/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  const slug = links.map((link) => /^\/offers\/([\w-]+)$/.exec(link ?? '')?.[1]).find(Boolean)!;
  await addToBasket(page, slug, 1);
  await page.goto('/sign-in?to=/checkout');
  await signIn(page);
  await page.waitForURL('**/checkout');
  const typed = { address: '3 rue du Barbâtre', phone: '03 26 00 11 22', note: 'sonner deux fois' };
  for (const [name, text] of Object.entries(typed)) await page.locator(`#${name}`).fill(text);
  await page.locator('input[name=terms]').check();
  endSessions();
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForURL('**/sign-in**');
  await signIn(page);
  await page.waitForURL('**/checkout');
  for (const [name, text] of Object.entries(typed)) expect(await page.locator(`#${name}`).inputValue()).toBe(text);
  expect(await page.locator('[role=alert]').innerText()).toContain('Rien n’est encore enregistré');
  expect(await isWithin(page)).toBe(true);
  await look(page, `checkout-${viewport.width}`);
  expect(complaints).toEqual([]);
});

test.each(sizes)('two owners change one field: the second chooses, at $width px', async (viewport) => {
  const path = '/supplier/jardins-de-la-vesle/delivery';
  const mine = `2026-12-2${viewport.width > 400 ? 0 : 1}`;
  const visitors = [await newVisitor(app, { viewport }), await newVisitor(app, { viewport })];
  for (const { page } of visitors) {
    await page.goto(`/sign-in?to=${path}`);
    await signIn(page, lucie);
    await page.waitForURL(`**${path}`);
  }
  const [first, second] = visitors.map(({ page }) => page) as [Page, Page];
  const save = (page: Page) => page.locator('main form button.main').last().click();
  await first.locator('#closure1_from').fill(`2026-12-2${viewport.width > 400 ? 4 : 5}`);
  await first.locator('input[name=pickup]').click();
  await save(first);
  await first.waitForURL(`**${path}`);
  await second.locator('#closure1_from').fill(mine);
  await save(second);
  await second.locator('#closure1_from-error').waitFor();
  expect(await second.locator('#closure1_from-error').innerText()).toMatch(/^Lucie .* a changé ce champ le/);
  expect(await isWithin(second)).toBe(true);
  await look(second, `conflict-${viewport.width}`);
  await second.locator('input[name="keep.closure1_from"][value=mine]').check();
  await save(second);
  await second.waitForURL(`**${path}`);
  expect(await second.locator('#closure1_from').inputValue()).toBe(mine);
  expect(await second.locator('input[name=pickup]').isChecked()).toBe(
    await first.locator('input[name=pickup]').isChecked(),
  );
  for (const { complaints } of visitors) expect(complaints).toEqual([]);
});

test.each([true, false])('after sign-out Back shows nothing of the last person, with scripts %s', async (scripts) => {
  const { page, complaints } = await newVisitor(app, { javaScriptEnabled: scripts });
  await page.goto('/sign-in?to=/orders');
  await signIn(page);
  await page.waitForURL('**/orders');
  await page.locator('main a[href^="/orders/"]').first().click();
  await page.goto('/account');
  expect(await page.locator('main').innerText()).toContain('Camille');
  if (scripts) await page.evaluate(() => localStorage.setItem('halle.searches', '["pain"]'));
  await page.locator('form[action="/sign-out"] button').first().click();
  await page.waitForURL(`${app.origin}/`);
  if (scripts) expect(await page.evaluate(() => localStorage.length)).toBe(0);
  for (let step = 0; step < 3; step++) {
    await page.goBack();
    await page.waitForLoadState();
    expect(await page.content()).not.toContain('Camille');
  }
  expect(complaints, 'V14.3.1').toEqual([]);
});

// Playwright's Chromium keeps no page whole, and WebKit keeps each: the event is what they have in common.
test('a page of a person that comes back from the store of the browser asks again', async () => {
  const { page } = await newVisitor(app);
  await page.goto('/sign-in?to=/orders');
  await signIn(page);
  await page.waitForURL('**/orders');
  await page.context().clearCookies();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.waitForURL('**/sign-in?to=*');
  expect(await page.content()).not.toContain('Camille');
});

test('an invoice is kept nowhere, and does not open after sign-out', async () => {
  const { page } = await newVisitor(app);
  await page.goto('/sign-in?to=/orders');
  await signIn(page);
  await page.waitForURL('**/orders');
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  const id = db.$client
    .prepare(
      `select i.id from invoices i join orders o on o.id = i.order_id join users u on u.id = o.user_id
       where u.email = 'camille@le-hangar.example' limit 1`,
    )
    .pluck()
    .get() as string;
  db.$client.close();
  const ask = () =>
    page.evaluate(async (address) => {
      const { status, headers } = await fetch(address);
      return [status, headers.get('cache-control'), headers.get('content-type')];
    }, `/invoices/${id}.pdf`);
  expect(await ask()).toEqual([200, 'private, no-store', 'application/pdf']);
  await page.goto('/account');
  await page.locator('form[action="/sign-out"] button').first().click();
  await page.waitForURL(`${app.origin}/`);
  expect((await ask())[2], 'V14.2.2 V14.3.2').toMatch(/^text\/html/);
});
