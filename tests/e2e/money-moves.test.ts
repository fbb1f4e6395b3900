import { extractXml } from '@stackforge-eu/factur-x';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringDayForward, codeOf, endUndoTime } from './hand-over-steps.ts';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';

async function visitor(email: string, to: string) {
  const { page, complaints } = await newVisitor(app, { viewport: { width: 390, height: 900 } });
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto(to);
  return { page, complaints };
}

/** An order of Camille's organisation on account, with its number and what is owed for it. */
async function buyOnAccount(page: Page, quantity: number): Promise<{ number: string; amount: string }> {
  await addToBasket(page, carrots, quantity);
  await page.goto('/checkout');
  await page.locator('#phone').fill('03 26 00 11 22');
  await page.locator('input[name=terms]').check();
  await page.getByRole('button', { name: /^Commander sur facture/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  const status = await page.textContent('main [role=status]');
  const amount = /: ([\d\s\u202f]+,\d\d)/.exec(status!)![1]!.replace(/\s|\u202f/g, '');
  const number = /[0-9A-Z]{3}-[0-9A-Z]{3}/.exec((await page.textContent('h1'))!)![0];
  return { number, amount };
}

async function buy(quantity: number): Promise<string> {
  const { page } = await newVisitor(app);
  await addToBasket(page, carrots, quantity);
  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  return page.url();
}

/** A name and a drawn signature. */
async function sign(page: Page): Promise<void> {
  await page.getByLabel('Ou : nom de la personne qui reçoit').fill('Ana Diaz');
  await page.locator('canvas').scrollIntoViewIfNeeded();
  const field = (await page.locator('canvas').boundingBox())!;
  await page.mouse.move(field.x + 20, field.y + 60);
  await page.mouse.down();
  await page.mouse.move(field.x + 120, field.y + 30, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Confirmer la remise' }).click();
}

/** A wrong code, then the right one. */
async function giveCode(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('Code donné par l’acheteur');
  await field.fill('????');
  await page.getByRole('button', { name: 'Confirmer la remise' }).click();
  await page.getByText('Ce code n’est pas celui de la commande').first().waitFor();
  await field.fill(code);
  await page.getByRole('button', { name: 'Confirmer la remise' }).click();
}

test('hand-over pays the supplier; a returned crate makes a credit note', async () => {
  const order = await buy(4);
  const id = order.split('/').at(-1);
  const lucie = await visitor('lucie@jardins-de-la-vesle.example', `/supplier/jardins-de-la-vesle/orders/${id}`);
  const main = () => lucie.page.textContent('main');
  expect(await main()).toContain('La remise s’ouvre le');
  bringDayForward(app, id!);
  await lucie.page.reload();
  // Undone within ten minutes: nothing has left.
  for (const undone of [true, false]) {
    await lucie.page.getByRole('button', { name: 'Remettre…' }).click();
    expect(await main()).toMatch(/Facture de .*€ TTC, en votre nom/);
    await (undone ? sign(lucie.page) : giveCode(lucie.page, codeOf(app, id!)));
    await lucie.page.getByText('Remise enregistrée : rien ne manque').waitFor();
    if (!undone) continue;
    expect(await lucie.page.getByRole('img', { name: 'Signature de Ana Diaz' }).locator('polyline').count()).toBe(1);
    await lucie.page.getByRole('button', { name: 'Annuler cette remise' }).click();
    await lucie.page.getByText('Remise annulée').waitFor();
  }
  endUndoTime(app, id!);
  const buyer = await visitor('camille@le-hangar.example', order);
  await expect
    .poll(async () => {
      await buyer.page.goto(order);
      return buyer.page.getByRole('button', { name: 'Bien reçu' }).count();
    })
    .toBe(1);
  await lucie.page.goto('/supplier/jardins-de-la-vesle/orders');
  await buyer.page.getByRole('button', { name: 'Bien reçu' }).click();
  await buyer.page.getByText('Le fournisseur est payé').waitFor();
  await expect
    .poll(async () => {
      await lucie.page.goto('/supplier/jardins-de-la-vesle/payouts');
      return lucie.page.locator('tbody tr').first().textContent();
    })
    .toMatch(/versé.*€/);
  const camille = await visitor('camille@le-hangar.example', order);
  const invoice = camille.page.getByRole('link', { name: /^Facture HALLE-/ });
  const pdf = await camille.page.request.get((await invoice.getAttribute('href'))!);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await extractXml(await pdf.body())).xml).toContain('Carottes de plein champ');
  await camille.page.getByText('Rendre quelque chose').click();
  await camille.page.getByLabel('Pourquoi').fill('une cagette abîmée');
  await camille.page.getByRole('button', { name: 'Demander le retour' }).click();
  await camille.page.getByText('a reçu votre demande').waitFor();
  await lucie.page.goto(`/supplier/jardins-de-la-vesle/orders/${id}`);
  await lucie.page.getByRole('button', { name: /J’ai la marchandise/ }).click();
  await lucie.page.getByText('acheteur remboursé').waitFor();
  await camille.page.goto(order);
  await camille.page.getByRole('link', { name: /^Avoir HALLE-/ }).waitFor();
  expect(await camille.page.textContent('main')).toMatch(/Rendu depuis|Remboursement en route/);
  expect([...lucie.complaints, ...camille.complaints]).toEqual([]);
});

test('a buyer cancels before the cut-off and sees the refund', async () => {
  const order = await buy(3);
  const { page, complaints } = await visitor('camille@le-hangar.example', order);
  await page.getByText('Annuler chez ce fournisseur').click();
  await page.getByRole('heading', { name: /^Annuler chez .*\?$/ }).waitFor();
  await page.getByRole('button', { name: 'Annuler et être remboursé' }).click();
  await page.getByText(/Annulé\. .*€ vous sont rendus/).waitFor();
  expect(await page.textContent('main')).toContain('annulée');
  expect(await page.getByText('Annuler chez ce fournisseur').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a supplier adds its bank account and receives the waiting transfers', async () => {
  const { page, complaints } = await visitor('nadia@atelier-rebond.example', '/supplier/atelier-rebond/payouts');
  expect(await page.textContent('main')).toContain('un RIB (IBAN)');
  await page.getByRole('button', { name: 'Compléter chez le prestataire' }).click();
  await page.getByRole('button', { name: /^Tout fournir : / }).click();
  await page.waitForURL(/payouts\?back/);
  expect(await page.textContent('main')).toContain('Prêt.');
  await expect
    .poll(async () => {
      await page.goto('/supplier/atelier-rebond/payouts');
      return page.locator('tbody tr').count();
    })
    .toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test('a bank transfer pays an order on account, and the books agree', async () => {
  const camille = await visitor('camille@le-hangar.example', '/');
  const { number, amount } = await buyOnAccount(camille.page, 4);
  const noe = await visitor('noe@cooperative-112.example', '/steward/receivables');
  await noe.page.getByLabel('Rapprocher un relevé de banque').fill(`2026-11-23;VIR ${number};${amount}`);
  await noe.page.getByRole('button', { name: 'Lire le relevé' }).click();
  await noe.page.getByRole('cell', { name: number, exact: true }).waitFor();
  await noe.page.getByRole('button', { name: 'Enregistrer les lignes cochées' }).click();
  await noe.page.getByText('Un virement enregistré.').first().waitFor();
  await camille.page.reload();
  expect(await camille.page.textContent('main [role=status]')).toContain('Payée par virement.');
  await noe.page.goto('/steward/books');
  await noe.page.getByRole('button', { name: 'Rapprocher maintenant' }).click();
  await noe.page.getByText('les deux livres sont d’accord').waitFor();
  expect(await noe.page.locator('[role=alert]').count()).toBe(0);
  expect([...camille.complaints, ...noe.complaints]).toEqual([]);
});

test('without scripts a steward says which column is what, enters the lines and undoes them', async () => {
  const camille = await visitor('camille@le-hangar.example', '/');
  const { number, amount } = await buyOnAccount(camille.page, 5);
  const { page } = await newVisitor(app, { javaScriptEnabled: false, viewport: { width: 390, height: 900 } });
  await page.goto('/sign-in?to=/steward/receivables');
  await signIn(page, 'noe@cooperative-112.example');
  await page
    .getByLabel('Rapprocher un relevé de banque')
    .fill(`23/11/2026;VIR LE HANGAR ${number};;${amount};41,20\n23/11/2026;REJET PRLV ${number};18,00;;23,20`);
  await page.getByRole('button', { name: 'Lire le relevé' }).click();
  await page.getByLabel('Colonne 3').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  for (const [column, role] of [
    ['Colonne 3', 'debit'],
    ['Colonne 4', 'credit'],
    ['Colonne 5', 'balance'],
  ])
    await page.getByLabel(column!).selectOption(role!);
  await page.getByRole('button', { name: 'Lire avec ces colonnes' }).click();
  await page.getByRole('table').waitFor();
  const rows = await page.locator('tbody tr').allTextContents();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toContain(`${number}à enregistrer`);
  expect(rows[1]).toContain('argent sorti, ignorée');
  await page.getByRole('button', { name: 'Enregistrer les lignes cochées' }).click();
  await page.getByText('déjà enregistrée').waitFor();
  await camille.page.reload();
  expect(await camille.page.textContent('main [role=status]')).toContain('Payée par virement.');
  await page.getByRole('button', { name: 'Annuler cet enregistrement' }).click();
  await page.getByText('contre-passées').waitFor();
  await camille.page.reload();
  expect(await camille.page.textContent('main [role=status]')).toContain('À payer par virement');
});

test("stewards see a buyer's dispute, and that it was won", async () => {
  const order = await buy(2);
  const { page } = await newVisitor(app);
  await page.goto(`${app.standIn}/desk`);
  await page.getByRole('button', { name: 'L’acheteur conteste' }).first().click();
  const noe = await visitor('noe@cooperative-112.example', '/steward/books');
  const state = () => noe.page.getByRole('region', { name: 'Contestations' }).textContent();
  await expect
    .poll(async () => {
      await noe.page.reload();
      return (await noe.page.getByRole('region', { name: 'Contestations' }).count()) > 0 ? state() : '';
    })
    .toContain('en cours');
  await noe.page.goto('/steward');
  await noe.page.getByText(/^Répondre avant le \d/).waitFor();
  await noe.page.goto('/steward/books');
  expect(await noe.page.textContent('main')).toContain('Ce cas se ferme quand la contestation est tranchée.');
  await page.getByRole('button', { name: 'Contestation gagnée' }).first().click();
  await expect
    .poll(async () => {
      await noe.page.reload();
      return state();
    })
    .toContain('gagnée');
  expect(order).toMatch(/ord_/);
});

test('a payment that the bank took back stops the part, whose supplier frees the stock', async () => {
  const order = await buy(2);
  const { page } = await newVisitor(app);
  await page.goto(`${app.standIn}/desk`);
  const charge = page.locator('tr', { hasText: order.split('/').at(-1)! });
  await charge.getByRole('button', { name: 'L’acheteur conteste' }).click();
  await charge.getByRole('button', { name: 'Contestation perdue' }).click();
  const lucie = await visitor(
    'lucie@jardins-de-la-vesle.example',
    `/supplier/jardins-de-la-vesle/orders/${order.split('/').at(-1)}`,
  );
  await expect
    .poll(async () => {
      await lucie.page.reload();
      return lucie.page.textContent('main');
    })
    .toContain('Le paiement a été repris par la banque de l’acheteur');
  expect(await lucie.page.getByRole('button', { name: 'Remettre…' }).count()).toBe(0);
  await lucie.page.getByLabel('Pourquoi').fill('paiement repris');
  await lucie.page.getByRole('button', { name: 'Annuler et libérer le stock' }).click();
  await lucie.page.getByText('refusée par le fournisseur').first().waitFor();
  expect(lucie.complaints).toEqual([]);
});
