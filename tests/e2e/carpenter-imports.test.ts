import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const bad: Record<number, (row: string[]) => string[]> = {};
for (let i = 0; i < 20; i++) {
  const spoil = [
    (row: string[]) => row.with(3, 'prix à débattre'),
    (row: string[]) => row.with(1, `Tabouret écologique ${row[0]}`),
    (row: string[]) => row.with(4, '17'),
    (row: string[]) => row.with(2, 'meubles de jardin'),
  ][i % 4]!;
  bad[i * 24 + 7] = spoil;
}

/** A joiner's list as a French spreadsheet saves it: semicolons, decimal commas, Windows-1252. */
function workshopList(): Buffer {
  const rows = Array.from({ length: 500 }, (_, i) => {
    const row = [
      `MEN-${i}`,
      `Tabouret d'atelier n° ${i}, hêtre`,
      'Mobilier',
      `${20 + (i % 50)},50`,
      '20',
      String(i % 9),
    ];
    return (bad[i]?.(row) ?? row).join(';');
  });
  return Buffer.from(`Référence;Désignation;Rayon;Prix HT;TVA;Stock\r\n${rows.join('\r\n')}\r\n`, 'latin1');
}

test('a carpenter imports 500 rows, 20 of them bad, and exports the list', async () => {
  const { page, complaints } = await newVisitor(app);
  await page.goto('/sign-in?to=/supplier/atelier-rebond/import');
  await signIn(page, 'nadia@atelier-rebond.example');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: workshopList() });
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
  await page.waitForURL(/\/import\/imp_/);
  const address = page.url();
  expect(await page.textContent('main')).toContain('windows-1252');
  expect(await page.locator('select[name=map_name_fr]').inputValue()).toBe('Désignation'); // mapped automatically
  expect(await page.locator('select[name=map_price]').inputValue()).toBe('Prix HT');
  await page.locator('select[name=map_vat]').selectOption('TVA');
  await page.getByRole('button', { name: 'Lire toutes les lignes' }).click();
  await expect
    .poll(() => page.goto(address).then(() => page.textContent('main')), { timeout: 30_000, interval: 500 })
    .toMatch(/À créer\s: 485/);
  expect(await page.textContent('main')).toMatch(/Refusées\s: 15/);
  await page.getByRole('link', { name: 'Refusées : 15' }).click();
  const reasons = await page.textContent('main table');
  for (const reason of ['Un montant en euros', 'n’est pas possible ici']) expect(reasons).toContain(reason);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger les lignes refusées' }).click();
  expect((await download).suggestedFilename()).toContain('refus');
  await page.getByRole('button', { name: 'Écrire ces 485 offres' }).click();
  await expect
    .poll(() => page.goto(address).then(() => page.textContent('main')), { timeout: 30_000, interval: 500 })
    .toMatch(/Créées\s: 485/);
  await page.goto('/supplier/atelier-rebond/offers?q=MEN-');
  expect(await page.locator('main tbody tr').count()).toBe(50);

  // Two prices in the table: one valid, one not.
  const prices = page.locator('input[name^=price_]');
  await prices.nth(0).fill('99,90');
  await prices.nth(1).fill('cher');
  await page.getByRole('button', { name: 'Enregistrer le tableau' }).click();
  expect(await page.textContent('[role=alert]')).toContain('Une ligne est à revoir');
  expect(await prices.nth(1).inputValue()).toBe('cher');

  // An exported file imports again and changes nothing.
  const exported = await page.request.get('/supplier/atelier-rebond/export.csv');
  expect(exported.headers()['content-type']).toContain('text/csv');
  await page.goto('/supplier/atelier-rebond/import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'retour.csv', mimeType: 'text/csv', buffer: await exported.body() });
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
  await page.waitForURL(/\/import\/imp_/);
  const again = page.url();
  await expect
    .poll(() => page.goto(again).then(() => page.textContent('main')), { timeout: 30_000, interval: 500 })
    .toContain('Rien à écrire');
  expect(await page.textContent('main')).toMatch(/Refusées\s: 0/);
  expect(complaints).toEqual([]);
});
