// A team changes: a colleague is invited and comes by the letter's link, a role changes in place, a supplier is handed
// over, a person leaves. At both widths; the narrow one without scripts.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const password = 'la-halle-du-112';
const lucie = 'lucie@jardins-de-la-vesle.example';
const team = '/supplier/jardins-de-la-vesle/team';
const sizes = [
  { width: 390, height: 844, locale: 'fr', guest: 'karim@incubateur-112.example' },
  { width: 1280, height: 900, locale: 'en', guest: 'jeanne@courrier.example' },
];

/** Pictures of the pages, for a person to look at. */
async function look(page: Page, name: string): Promise<void> {
  await page.locator('main h1').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const folder = process.env.HALLE_LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const followed = new Set<string>();

/** The link of the newest letter to an address, from the folder of letters; each once. */
async function invitedTo(address: string): Promise<string> {
  const folder = join(app.dataDir, 'mail');
  for (let tries = 0; tries < 150; tries++) {
    const letters = existsSync(folder) ? readdirSync(folder) : []; // the first letter makes the folder
    for (const name of letters.filter((file) => file.endsWith('.eml'))) {
      const letter = readFileSync(join(folder, name), 'utf8');
      if (!letter.includes(`To: ${address}`)) continue;
      const text = letter
        .split(/\r?\n\r?\n/)
        .map((part) => Buffer.from(part.replace(/\s/g, ''), 'base64').toString())
        .join('\n');
      const link = /\/invitations\?token=[\w-]+/.exec(text)?.[0];
      if (!link || followed.has(link)) continue;
      followed.add(link);
      return link;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${address}`);
}

test.each(sizes)('a colleague is invited, changes roles, takes over and leaves, at $width px', async (size) => {
  const { width, height, locale, guest } = size;
  const scripts = width > 400;
  const options = { viewport: { width, height }, javaScriptEnabled: scripts, locale };
  const owner = await newVisitor(app, options);
  const { page } = owner;
  await page.goto(`/sign-in?to=${team}&lang=${locale}`);
  await signIn(page, lucie, password);
  await page.waitForURL(`**${team}**`);
  await page.goto(`${team}?lang=${locale}`);
  const invite = page.locator('form:has(button[value=invite])');
  await invite.locator('input[name=email]').fill(guest);
  await invite.locator('input[name=prepare]').check();
  await look(page, `team-${width}`);
  await invite.locator('button[value=invite]').click();
  await page.locator('[role=status]').first().waitFor();
  await look(page, `team-invited-${width}`);

  const other = await newVisitor(app, options);
  const link = await invitedTo(guest);
  await other.page.goto(`${link}&lang=${locale}`);
  await look(other.page, `invitation-unknown-${width}`);
  await other.page.locator('a[href^="/sign-in?to="]').last().click();
  await signIn(other.page, 'paul@ecole-loivre.example', password); // the wrong account first
  await other.page.locator('.notice.care').waitFor();
  expect(await other.page.locator('button[value=accept]').count()).toBe(0);
  await look(other.page, `invitation-other-${width}`);
  await other.page.locator('main form[action="/sign-out"] button').click();
  await other.page.locator('a[href^="/sign-in?to="]').last().click();
  await signIn(other.page, guest, password);
  await other.page.locator('button[value=accept]').waitFor();
  await look(other.page, `invitation-${width}`);
  await other.page.locator('button[value=accept]').click();
  await other.page.waitForURL('**/supplier/jardins-de-la-vesle');
  await look(other.page, `home-of-preparer-${width}`);
  expect(await other.page.locator('.desk-nav a[href$="/payouts"]').count()).toBe(0);
  await other.page.goto(link);
  expect(await other.page.locator('button[value=accept]').count()).toBe(0); // taken once

  await page.goto(`${team}?lang=${locale}`);
  const row = page.locator('li', { hasText: guest });
  await row.locator('summary').first().click();
  await row.locator('input[name=sell]').check();
  await look(page, `team-change-${width}`);
  await row.locator('button[value=change]').click();
  await page.locator('[role=status]').first().waitFor();
  const handOver = page.locator('details:has(button[value=offer])');
  await handOver.locator('summary').click();
  const option = handOver.locator('option', { hasText: guest });
  await handOver.locator('select').selectOption((await option.getAttribute('value'))!);
  await handOver.locator('input[name=prove]').check();
  await look(page, `team-offer-${width}`);
  await handOver.locator('button[value=offer]').click();
  await page.locator('[role=status]').first().waitFor();
  await other.page.goto(`${await invitedTo(guest)}&lang=${locale}`);
  await look(other.page, `take-over-${width}`);
  await other.page.locator('button[value=accept]').click();
  await other.page.waitForURL('**/supplier/jardins-de-la-vesle');
  await page.goto(`${team}?lang=${locale}`);
  expect(await page.locator('button[value=invite]').count()).toBe(0);
  await page.locator('details:has(button[value=leave]) summary').click();
  await look(page, `team-leave-${width}`);

  // handed over once more, so that the next size finds the owner there
  await other.page.goto(`${team}?lang=${locale}`);
  const back = other.page.locator('details:has(button[value=offer])');
  await back.locator('summary').click();
  await back.locator('select').selectOption((await back.locator('option', { hasText: lucie }).getAttribute('value'))!);
  await back.locator('button[value=offer]').click();
  await other.page.locator('[role=status]').first().waitFor();
  await page.goto(await invitedTo(lucie));
  await page.locator('button[value=accept]').click();
  await page.waitForURL('**/supplier/jardins-de-la-vesle');
  await other.page.goto(team);
  expect(other.page.url()).toContain(team);
  expect(await other.page.locator('.desk-nav').count()).toBe(0); // gone: with nothing kept, who gives leaves
  expect([...owner.complaints, ...other.complaints]).toEqual([]);
});

test.each(sizes)('an organisation invites a colleague and keeps its administrator, at $width px', async (size) => {
  const { width, height, locale, guest } = size;
  const options = { viewport: { width, height }, javaScriptEnabled: width > 400, locale };
  const { page, complaints } = await newVisitor(app, options);
  await page.goto(`/sign-in?to=/account&lang=${locale}`);
  await signIn(page);
  await page.locator('a[href^="/account/organisations/"]').click();
  await look(page, `organisation-${width}`);
  const invite = page.locator('form:has(button[value=invite])');
  await invite.locator('input[name=email]').fill(guest);
  await invite.locator('input[name=account]').check();
  await invite.locator('button[value=invite]').click();
  await page.locator('[role=status]').first().waitFor();
  const other = await newVisitor(app, options);
  await other.page.goto(`${await invitedTo(guest)}&lang=${locale}`);
  await other.page.locator('a[href^="/sign-in?to="]').last().click();
  await signIn(other.page, guest, password);
  await look(other.page, `organisation-invitation-${width}`);
  await other.page.locator('button[value=accept]').click();
  await other.page.waitForURL('**/account/organisations/*');
  await look(other.page, `organisation-of-colleague-${width}`);
  await page.locator('details:has(button[value=leave]) summary').click();
  await page.locator('button[value=leave]').click();
  await page.locator('[role=alert]').waitFor(); // the last administrator stays
  await look(page, `organisation-stays-${width}`);
  await other.page.goto(`/account/letters?lang=${locale}`);
  await look(other.page, `letters-${width}`);
  expect([...complaints, ...other.complaints]).toEqual([]);
});
