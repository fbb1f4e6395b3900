import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fictionalSiret } from '#seeds/factories.ts';
import { bringDayForward, endUndoTime } from './hand-over-steps.ts';
import { addToBasket, newVisitor, openTestApp, readLetterLink, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const phone = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false };

async function narrow(page: Page): Promise<void> {
  await page.waitForLoadState(); // a form may have been submitted just before
  const width = await page.locator('html').evaluate((html) => html.scrollWidth);
  expect([page.url(), width]).toEqual([page.url(), 390]);
}

async function signedIn(email: string, options = {}): Promise<Page> {
  const { page } = await newVisitor(app, options);
  await page.goto('/sign-in');
  await signIn(page, email);
  return page;
}

test('a gardener joins on a phone, is approved and hands over an order', async () => {
  const { page } = await newVisitor(app, phone);
  await page.goto('/sell');
  await narrow(page);
  await page.getByRole('link', { name: 'Inscrire mon entreprise' }).click();
  await page.getByLabel('Votre nom').fill('Léa Brimont');
  await page.getByLabel('Courriel').fill('lea@serres.example');
  await page.getByLabel('Mot de passe').fill('quatre poules picorent');
  await page.getByRole('button', { name: 'Créer le compte' }).click();
  await page.waitForURL('**/sign-up/sent');
  await narrow(page);
  await page.goto(await readLetterLink(app, 'lea@serres.example', '/sign-up/confirm'));
  await narrow(page);
  await page.getByRole('button', { name: 'Ouvrir mon compte' }).click();
  await page.waitForURL('**/supplier/new');
  await narrow(page);

  // A SIRET with a wrong check digit and an ambiguous commune: the errors are beside the fields, the input is kept.
  await page.getByLabel('SIRET').fill('123 456 789 00011');
  await page.getByLabel('Nom de l’étal').fill('Serres de Brimont');
  await page.getByLabel('Rayon principal').selectOption('food');
  await page.getByLabel('Raison sociale').fill('Les serres de Brimont');
  await page.getByLabel('Forme juridique').selectOption('EARL');
  await page.getByLabel('Adresse').fill('3 rue Haute');
  await page.getByLabel('Commune').fill('51220');
  await page.getByLabel('Téléphone public').fill('03 26 00 00 01');
  await page.getByRole('button', { name: 'Créer mon étal' }).click();
  expect(await page.textContent('#siret-error')).toContain('bonne clé');
  expect(await page.textContent('#insee-error')).toContain('51220 Brimont');
  expect(await page.inputValue('#legalName')).toBe('Les serres de Brimont');
  await page.getByLabel('SIRET').fill(fictionalSiret(80_001));
  await page.getByLabel('Commune').fill('51220 Brimont');
  await page.getByRole('button', { name: 'Créer mon étal' }).click();
  await page.waitForURL('**/supplier/serres-de-brimont');
  await narrow(page);
  expect(await page.textContent('#visible')).toContain('brouillon');

  await page.getByRole('link', { name: /Compléter\s: Votre histoire/ }).click();
  await page.locator('#headlineFr').fill('Tomates et concombres sous serre froide');
  await page
    .locator('#storyFr')
    .fill(
      'Deux serres non chauffées derrière l’église de Brimont, tenues par une mère et sa fille depuis 2019, arrosées à l’eau de pluie.',
    );
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.locator('[role=status]', { hasText: 'Enregistré.' }).waitFor();
  await narrow(page);

  // The map takes the position of a tap as an image input, without scripts.
  await page.goto('/supplier/serres-de-brimont/place');
  await page.locator('input[type=image]').click({ position: { x: 120, y: 90 } });
  await page.locator('[role=status]', { hasText: 'Enregistré.' }).waitFor();
  expect(await page.inputValue('#lat')).toMatch(/^49\.33/);

  await page.goto('/supplier/serres-de-brimont/delivery');
  await page.locator('input[name=day4]').check();
  await page.getByLabel('Frais par commande en tournée').fill('4,50');
  await page.locator('#closure1_from').fill('2027-08-15');
  await page.locator('#closure1_to').fill('2027-08-01');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  expect(await page.textContent('#closure1_to-error')).toContain('avant le premier');
  expect(await page.locator('input[name=day4]').isChecked()).toBe(true);
  await page.locator('#closure1_from').fill('2027-08-01');
  await page.locator('#closure1_to').fill('15/08/2027');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.locator('[role=status]', { hasText: 'Enregistré.' }).waitFor();

  // An offer, refused once for a forbidden claim in its name.
  await page.goto('/supplier/serres-de-brimont/offers/new');
  await page.getByRole('button', { name: /^Neuf/ }).click();
  await narrow(page);
  await page.locator('#name_fr').fill('Tomates anciennes écologiques');
  await page.locator('#description_fr').fill('Cueillies le matin, calibre mêlé.');
  await page.locator('#price').fill('22,50');
  await page.locator('#vat').selectOption('5.5');
  await page.locator('#order_unit').selectOption('crate');
  await page.locator('#pack_size').fill('5');
  await page.locator('#stock').fill('12');
  await page.locator('#mass_kg').fill('5');
  await page.locator('#thing').fill('tomate');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  expect(await page.textContent('#name_fr-error')).toContain('écologiques');
  expect(await page.inputValue('#price')).toBe('22,50');
  await page.locator('#name_fr').fill('Tomates anciennes de serre froide');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await page.waitForURL(/\/offers\/\d+/);
  expect(await page.textContent('#visible')).toContain('L’offre est un brouillon');
  await page.getByRole('button', { name: 'Mettre en vente' }).click();
  await page.getByRole('link', { name: 'Voir comme un acheteur' }).click();
  expect(await page.textContent('main')).toMatch(/23,74\s€\sTTC\s*la\scagette\sde\s5/); // as a consumer reads it
  expect(await page.textContent('main')).not.toContain('22,50');

  await page.goto('/supplier/serres-de-brimont');
  await page.getByRole('link', { name: /^Lire et signer\s: Conditions/ }).click();
  await narrow(page);
  for (const title of ['Conditions pour les vendeurs', 'Mandat de facturation']) {
    await page.getByRole('checkbox', { name: new RegExp(title) }).check();
    await page.getByRole('button', { name: new RegExp(`^Signer\\s: ${title}`) }).click();
  }
  expect(await page.textContent('main')).toContain('texte du 1er janv. 2026');
  await page.goto('/supplier/serres-de-brimont');
  for (const item of ['Je ne vends que', 'À jour des cotisations'])
    await page.getByRole('button', { name: new RegExp(`^J’atteste\\s: ${item}`) }).click();
  await page.getByRole('button', { name: 'Envoyer en relecture' }).click();
  expect(await page.textContent('main')).toContain('En relecture');

  const steward = await signedIn('noe@cooperative-112.example', phone);
  await steward.goto('/steward?kind=supplier');
  await narrow(steward);
  await steward.locator('main tr', { hasText: 'Serres de Brimont' }).getByRole('link').first().click();
  await steward.getByRole('button', { name: 'Accepter le dossier' }).click();
  expect(await steward.textContent('[role=alert]')).toContain('pas complète');
  await steward.getByRole('button', { name: /^J’ai vérifié\s: Entreprise connue/ }).click();
  await steward.getByLabel('Motif de la dispense').fill('première année d’activité');
  await steward.getByRole('button', { name: 'Dispenser' }).click();
  await steward.getByRole('button', { name: 'Accepter le dossier' }).click();
  expect(await steward.textContent('main')).toContain('Accepté, fermé');

  await page.goto('/supplier/serres-de-brimont');
  await page.getByRole('button', { name: 'Ouvrir l’étal' }).click();
  expect(await page.textContent('main')).toContain('Les acheteurs vous voient');
  expect(await page.locator('#visible').count()).toBe(0); // nothing prevents the sale any more

  // Submitted evidence changes the score, and the page shows by how much.
  await page.goto('/supplier/serres-de-brimont/proofs');
  await narrow(page);
  await page.goto('/supplier/serres-de-brimont/proofs/env.packaging_reuse');
  await page.locator('[name="quantity.returned"]').fill('780');
  await page.locator('[name="quantity.units"]').fill('1 000');
  await page.getByRole('button', { name: 'Calculer la valeur' }).click();
  await page.getByText(/^Ces quantités donnent 78\s%/).waitFor();
  await page.locator('input[name=sign]').check();
  await page.getByRole('button', { name: 'Envoyer la preuve' }).click();
  await page.locator('[role=status]', { hasText: /Votre note est passée de 1 à|Votre déclaration compte/ }).waitFor();

  const buyer = await signedIn('camille@le-hangar.example');
  await expect
    .poll(async () => (await buyer.request.get('/offers?q=tomates+anciennes+serre+froide')).text(), { timeout: 15_000 })
    .toContain('tomates-anciennes-de-serre-froide');
  await addToBasket(buyer, 'tomates-anciennes-de-serre-froide', 3);
  await toPayment(buyer);
  await buyer.getByRole('button', { name: /^Payer \d/ }).click();
  await buyer.waitForURL(/\/orders\/ord_\w+$/);
  const order = buyer.url();

  await page.goto('/supplier/serres-de-brimont/orders');
  await narrow(page);
  expect(await page.textContent('main')).toContain('Une commande à préparer');
  await page.getByRole('button', { name: /^Je la prépare/ }).click();
  await page.goto('/supplier/serres-de-brimont/orders/picking');
  expect(await page.textContent('main table')).toContain('Tomates anciennes de serre froide');
  await page.goto('/supplier/serres-de-brimont/orders');
  await page
    .locator('.panel')
    .getByRole('link', { name: /^Commande/ })
    .first()
    .click();

  // A crate is missing: the supplier proposes fewer, the buyer accepts and is refunded.
  await page.getByText('Un souci sur une ligne ?').click();
  await page.getByLabel('Quantité').fill('2');
  await page.getByRole('button', { name: 'Envoyer la proposition' }).click();
  await buyer.goto(order);
  await buyer.getByRole('button', { name: 'Accepter' }).click();
  await buyer.locator('[role=status]', { hasText: /Accepté\. 23,74\s€ vous sont rendus/ }).waitFor();
  const orderId = order.split('/').at(-1)!;
  bringDayForward(app, orderId);
  await page.reload();
  await page.getByLabel('Trajet').selectOption('dedicated');
  await page.getByRole('button', { name: 'Remettre…' }).click();
  // Without a code and without scripts: the name.
  await page.getByLabel('Ou : nom de la personne qui reçoit').fill('Camille Aubert');
  await page.getByRole('button', { name: 'Confirmer la remise' }).click();
  await page.locator('[role=status]', { hasText: 'Remise enregistrée : rien ne manque' }).waitFor();
  expect(await page.textContent('main')).toContain('Remise signée par Camille Aubert.');
  endUndoTime(app, orderId);
  await expect
    .poll(async () => {
      await buyer.goto(order);
      return (await buyer.textContent('.ticket'))!.match(/est annulée par/g)?.length;
    })
    .toBe(2);
  await buyer.goto(order);
  const ticket = await buyer.textContent('.ticket');
  expect(ticket).toContain('2 × Tomates anciennes de serre froide');
  expect(ticket!.match(/est annulée par/g)).toHaveLength(2);
  await buyer.getByRole('button', { name: 'Vérifier maintenant' }).click();
  await buyer.locator('.stamp', { hasText: 'Signé par la ville seule' }).waitFor();
  await page.goto('/supplier/serres-de-brimont/sales');
  await narrow(page);
  expect(await page.textContent('main')).toContain('52,22');
});
