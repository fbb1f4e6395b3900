// A hub pastes a list, has it planned and puts the plan into the basket: without scripts, on a phone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('without scripts at 390 px, a pasted list is planned, proved, put into the basket and taken out', async () => {
  const { page, complaints } = await newVisitor(app, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await page.goto(`${app.origin}/sign-in`);
  await signIn(page);
  await page.waitForLoadState();
  await page.goto(`${app.origin}/lists`);
  await page.locator('input[name=name]').fill('Atelier de mars');
  await page.locator('button[value=create]').click();
  await page.waitForLoadState();
  const list = new URL(page.url()).pathname;
  await page.locator('#paste-text').fill('12 chaises de bureau; 20 kg carottes\n7 zorglubs');
  await page.locator('button[value=paste]').click();
  await page.waitForLoadState();
  expect(await page.locator('[data-reading=exact]').count()).toBe(2);
  await page.locator(`a[href="${list}/plan"]`).click();
  await page.waitForLoadState();
  expect(await page.locator('main').innerText()).toContain('7 zorglubs');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  // The proof is worked out beside the page: its link shows it when it is there.
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.locator('#plan [role=status]').innerText();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toMatch(/^Prouvé/);
  await page.locator('button[value=basket]').click();
  await page.waitForLoadState();
  expect(await page.locator('button[value=undo]').count()).toBe(1);
  await page.locator('button[value=undo]').click();
  await page.waitForLoadState();
  await page.goto(`${app.origin}/basket`);
  expect(await page.locator('.stall').count()).toBe(0);
  expect(complaints).toEqual([]);
});
