import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('/verify works offline and as a saved copy; a changed receipt fails', async () => {
  const { page, complaints } = await newVisitor(app);
  await page.goto('/sign-in');
  await signIn(page);
  await page.goto('/orders');
  await page.locator('table a').first().click();
  const line = page.getByRole('link', { name: 'Reçu de la ligne 1' });
  const text = await (await page.request.get((await line.getAttribute('href'))!)).text();
  const there = page.getByRole('link', { name: 'le vérifier sans nous, ligne 1' });
  await there.click();
  await page.waitForSelector('#result:not([hidden])');
  expect(await page.textContent('#stamp')).toBe('Signé par le registre seul');
  const entryOf = (receipt: string) => receipt.split('\n')[1]; // the log may have grown between the two receipts
  expect(entryOf(await page.inputValue('#receipt'))).toBe(entryOf(text));
  const saved = await (await page.request.get('/verify')).text();

  await page.context().setOffline(true);
  await page.fill(
    '#receipt',
    text.replace(/index (\d+)/, (_, index) => `index ${Number(index) + 1}`),
  );
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByText('Ne se vérifie pas').waitFor();
  await page.fill('#receipt', text);
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByText('Signé par le registre seul', { exact: true }).waitFor();
  expect(await page.textContent('#facts')).toMatch(/L’entrée n° \d+ est dans le registre de \d+ entrées/);
  await page.context().setOffline(false);

  const alone = await newVisitor(app);
  const file = join(app.dataDir, 'halle-verify.html');
  writeFileSync(file, saved);
  await alone.page.context().setOffline(true);
  await alone.page.goto(`file://${file}`);
  await alone.page.fill('#receipt', `\n${text.trim()}  `); // with white space, as people paste it
  await alone.page.getByRole('button', { name: 'Vérifier' }).click();
  await alone.page.getByText('Signé par le registre seul', { exact: true }).waitFor();
  await alone.page.locator('#receipt').press('End');
  await alone.page.keyboard.type('x');
  expect(await alone.page.isHidden('#result')).toBe(true); // the result was for the unchanged text
  await alone.page.evaluate(
    (packed) => {
      location.hash = packed;
    },
    deflateRawSync(Buffer.alloc(60_000_000, 'A')).toString('base64url'),
  );
  await alone.page.getByText('Ce texte n’est pas un reçu entier').waitFor(); // refused, without blocking the page
  await alone.page.fill('#receipt', text);
  await alone.page.evaluate(() => {
    crypto.subtle.importKey = () => Promise.reject(new DOMException('Ed25519', 'NotSupportedError'));
  });
  await alone.page.getByRole('button', { name: 'Vérifier' }).click();
  await alone.page.getByText('Ce navigateur ne sait pas contrôler une signature').waitFor();
  expect(complaints).toEqual([]);
});

test('a buyer opens the year statement, its entries, and exports them', async () => {
  const { page, complaints } = await newVisitor(app, { viewport: { width: 390, height: 800 } });
  await page.goto('/sign-in');
  await signIn(page);
  await page.goto('/orders');
  await page.getByRole('link', { name: 'Bilan de l’année' }).click();
  expect(page.url()).toMatch(/\/statement\/20\d\d$/);
  expect(await page.textContent('main')).toContain('Par fournisseur');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Toutes les entrées (CSV)' }).click();
  const rows = readFileSync(await (await file).path(), 'utf8')
    .trim()
    .split('\r\n');
  const entries = Number(/(\d+) entrées du registre/.exec((await page.textContent('main'))!)![1]);
  expect(rows).toHaveLength(entries + 1);
  expect(rows[0]).toMatch(/jour;commande;ligne;/);
  await page.getByRole('link', { name: 'Voir les entrées' }).click();
  await page
    .getByRole('link', { name: /^Reçu de l’entrée/ })
    .first()
    .click();
  expect(new URL(page.url()).hash).toMatch(/^#line-\d+$/);
  await page.locator(new URL(page.url()).hash).waitFor();
  await page.goBack();
  await page.goBack();
  const stranger = await newVisitor(app);
  await stranger.page.goto('/sign-in');
  await signIn(stranger.page, 'karim@incubateur-112.example');
  const of = new URL(
    (await page.getByRole('link', { name: 'Toutes les entrées (CSV)' }).getAttribute('href'))!,
    app.origin,
  );
  expect((await stranger.page.request.get(of.href)).status()).toBe(404);
  expect(complaints).toEqual([]);
});

test('a receipt, a letter’s checkpoint and a promise are found in today’s log, with scripts and without', async () => {
  const { page, complaints } = await newVisitor(app, { viewport: { width: 390, height: 800 } });
  await page.goto('/sign-in');
  await signIn(page);
  await page.goto('/orders');
  await page.locator('table a').first().click();
  const [receipt, promise] = await Promise.all(
    [/^Reçu de la ligne 1/, /promesse signée/].map(async (name) => {
      const href = await page.getByRole('link', { name }).first().getAttribute('href');
      return (await page.request.get(href!)).text();
    }),
  );
  const quoted = (await (await page.request.get('/ledger/checkpoint')).text()).replaceAll(/^/gm, '> ');
  const moved = receipt!.replace(/\n\d+\n/, '\n3\n');
  const look = async (on: typeof page, text: string) => {
    await on.goto('/ledger/today');
    await on.getByLabel('Ce que vous avez gardé').fill(text);
    await on.getByRole('button', { name: 'Chercher' }).click();
    await on.waitForSelector('#result:not([hidden]) #facts p');
    return (await on.textContent('#result'))!.replaceAll(/\s+/g, ' ');
  };
  const plain = await newVisitor(app, { javaScriptEnabled: false });
  for (const [text, answer] of [
    [receipt!, /Il y est.*commence par ce que vous avez gardé/],
    [quoted, /Il y est/],
    [promise!, /La promesse est tenue/],
    [promise!.replace('number', 'numbers'), /ni sommet entier, ni reçu, ni promesse/],
    [moved, /pas signé par ce registre/],
  ] as const) {
    expect(await look(page, text)).toMatch(answer);
    expect(await look(plain.page, text)).toMatch(answer);
  }
  expect(await look(page, receipt!)).toMatch(/Contrôlé dans votre navigateur, à partir de \d+ tuiles/);
  expect(await look(plain.page, receipt!)).toMatch(/Réponse du serveur/);
  await page.goto('/verify');
  await page.fill('#receipt', promise!);
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByText('Promis, non inscrit').waitFor();
  expect(complaints).toEqual([]);
});
