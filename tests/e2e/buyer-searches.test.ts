import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('suggestions work by keyboard; recent searches are kept until cleared', async () => {
  const { page, complaints } = await newVisitor(app);
  await page.goto('/');
  const input = page.getByRole('combobox', { name: 'Chercher dans le marché' });
  await input.fill('cha');
  const options = page.getByRole('option');
  await options.first().waitFor();
  expect(await input.getAttribute('aria-expanded')).toBe('true');
  expect(await page.locator('.suggestions [role=group] > p').allTextContents()).toContain('Offres');
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  const chosen = await page.locator('[aria-selected=true]').textContent();
  expect(await input.getAttribute('aria-activedescendant')).toBe(
    await page.locator('[aria-selected=true]').getAttribute('id'),
  );
  await input.press('Escape');
  expect(await page.locator('.suggestions').isHidden()).toBe(true);
  await input.press('ArrowDown'); // opens the list again
  await options.first().waitFor();
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  await input.press('Enter');
  await page.waitForURL('**/offers/**');
  expect(await page.textContent('h1')).toBe(chosen);

  await page.goto('/offers');
  await input.fill('chasie');
  await input.press('Enter');
  await page.waitForURL('**/offers?q=chasie');
  expect(await page.textContent('.notice')).toMatch(/voici «\schaise\s»/);
  const shown = await page.locator('main [role=status]').first().textContent();
  await page.goto('/offers?q=chaise');
  expect(await page.locator('main [role=status]').first().textContent()).toBe(shown);
  await input.fill('');
  await page.getByRole('option', { name: 'chasie' }).waitFor();
  await page.getByRole('button', { name: 'Les oublier' }).click();
  await input.blur();
  await input.focus();
  expect(await page.locator('.suggestions').isHidden()).toBe(true);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(complaints, 'V14.3.3').toEqual([]);
});

test('filters apply on change and keep focus; all work without scripts', async () => {
  const { page } = await newVisitor(app);
  await page.goto('/offers');
  await page.getByRole('checkbox', { name: /^Réemploi/ }).focus();
  await page.keyboard.press('Space');
  await page.waitForURL('**/offers?kind=reused');
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.value === 'reused');
  await page.getByRole('link', { name: 'Retirer : Réemploi' }).click();
  await page.waitForURL('**/offers');
  // After going back, the form matches the address.
  await page.goBack();
  await page.waitForURL('**/offers?kind=reused');
  expect(await page.getByRole('checkbox', { name: /^Réemploi/ }).isChecked()).toBe(true);

  const { page: plain } = await newVisitor(app, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await plain.goto('/filters');
  await plain.getByLabel('Coopérative').check();
  await plain.locator('select[name=evidence]').selectOption('L2');
  await plain.locator('input[name=day]').fill(nextThursday());
  await plain.locator('select[name=by]').selectOption('delivery');
  await plain.locator('.filter-bar button').click();
  await plain.waitForURL('**/offers?**');
  expect([...new URL(plain.url()).searchParams.keys()].sort()).toEqual(['by', 'day', 'evidence', 'supplier_type']);
  expect(await plain.locator('.chips .pill').count()).toBe(3);
  expect(await plain.locator('.cards .card').count()).toBeGreaterThan(0);
  await plain.goto('/filters?within_km=15&env_min=20');
  await plain.getByRole('button', { name: 'j’achète pour une personne publique' }).click();
  await plain.waitForURL(/\/filters$/);
  await plain.locator('.filter-bar button').click();
  await plain.waitForURL(/\/offers$/);
  expect(await plain.locator('.cards').textContent()).not.toMatch(/\bkm\b/);
});

test('a saved search mails once about a new offer; removal can be undone', async () => {
  const { page } = await newVisitor(app);
  await page.goto('/sign-in?to=/offers?q=trottinette');
  await signIn(page);
  await page.waitForURL('**/offers?q=trottinette');
  await page.getByRole('button', { name: 'Enregistrer cette recherche' }).click();
  await page.locator('[role=status]', { hasText: 'La recherche est enregistrée.' }).waitFor();
  await page.goto('/searches');
  await page.getByRole('button', { name: /^Supprimer/ }).click();
  await page.getByRole('button', { name: 'La remettre' }).click();
  await page.waitForURL('**/searches');
  expect(await page.locator('.saved-search a').textContent()).toContain('trottinette');

  // A supplier adds a matching offer; on the next day one mail is sent, and no second one at later checks.
  const { page: seller } = await newVisitor(app);
  await seller.goto('/sign-in');
  await signIn(seller, 'nadia@atelier-rebond.example');
  await seller.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await seller.goto('/supplier/atelier-rebond/import');
  await seller.locator('input[type=file]').setInputFiles({
    name: 'offre.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'sku;name_fr;description_fr;category;thing;kind;price;vat;unit;stock;mass_kg\nTROT-1;Trottinette remise en état;Freins et roulements changés.;furniture;trottinette;reused;40;20;piece;3;9',
    ),
  });
  await seller.locator('main form button.main').first().click();
  await seller.locator('form:has(input[value=confirm]) button, button[value=confirm]').first().click();
  await expect
    .poll(async () => (await fetch(`${app.origin}/api/v1/offers?q=trottinette`)).json(), { timeout: 20_000 })
    .toMatchObject({ total: 1 });
  app.server.kill('SIGTERM');
  await new Promise((resolve) => app.server.once('exit', resolve));
  await app.restart(1);
  await expect.poll(letters, { timeout: 20_000 }).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const [letter] = letters();
  expect(letters()).toHaveLength(1);
  expect(letter).toContain('Trottinette remise en état, Atelier Rebond');
  expect(letter).toContain('/searches');
});

/** Decoded mails to the buyer about the saved search. */
function letters(): string[] {
  const folder = join(app.dataDir, 'mail');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => plainText(readFileSync(join(folder, name), 'utf8')))
    .filter((text) => text.includes('/offers?q=trottinette'));
}

function nextThursday(): string {
  let day = addDays(localDay(new Date(), demoTown), 1);
  while (isoWeekday(day) !== 4) day = addDays(day, 1);
  return day;
}

/** The text/plain part of a mail, which is its first part. */
function plainText(eml: string): string {
  const part = eml.slice(eml.indexOf('Content-Type: text/plain'));
  return Buffer.from(part.split('\r\n\r\n')[1]!.split('\r\n--')[0]!, 'base64').toString();
}
