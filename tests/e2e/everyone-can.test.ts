import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('search, order and payment work with JavaScript off', async () => {
  const { page } = await newVisitor(app, { javaScriptEnabled: false });
  await page.goto('/offers?q=chaise');
  await page.locator('input[name=kind][value=reused]').check();
  await page.locator('select[name=sort]').selectOption('price');
  await page.getByRole('button', { name: 'Appliquer' }).click();
  expect(page.url()).toContain('kind=reused');
  await page.locator('.card h3 a', { hasText: 'Chaise de bureau remise en état' }).click();
  await page.getByRole('button', { name: 'Mettre au panier' }).click();
  await page.getByLabel(/Quantité de/).fill('3');
  await page.getByRole('button', { name: 'Mettre à jour' }).click();
  expect(await page.textContent('.stall')).toContain('96,00');
  await page.getByRole('button', { name: /^Retirer/ }).click();
  await page.getByRole('button', { name: 'Annuler' }).click();
  expect(await page.textContent('.stall')).toContain('96,00');
  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  expect(page.url()).toMatch(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main [role=status]')).toContain('Payée');
  expect(await page.getByRole('link', { name: 'Reçu de la ligne 1' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Vérifier maintenant' }).count()).toBe(0);
});

test('order and payment in English show no French text', async () => {
  const { page, complaints } = await newVisitor(app);
  await page.goto('/');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Buy near here, and know what it does.' }).waitFor();
  await addToBasket(page, 'chaise-de-bureau-remise-en-etat', 2);
  expect(await page.textContent('main')).not.toMatch(/Panier|Tournée|livraison|Retirer/i);
  await page.locator('a[href="/checkout"]').first().click();
  await signIn(page);
  await page.locator('#phone').fill('not a number');
  await page.locator('#address').fill('12 north runway');
  await page.locator('main form button.main').click();
  expect(await page.textContent('#phone-error')).toContain('A telephone number is written in digits');
  expect(await page.textContent('#terms-error')).toContain('Tick the box');
  expect(await page.inputValue('#address')).toBe('12 north runway');
  await page.locator('#phone').fill('03 26 00 11 22');
  await page.locator('input[name=terms]').check();
  await page.locator('main form button.main').click();
  await page.getByRole('button', { name: /^Pay €/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main')).not.toMatch(/Payée|Registre|redépensé|commande/i);
  expect(complaints).toEqual([]);
});

test('search to payment page works with the keyboard alone', async () => {
  const { page } = await newVisitor(app);
  await page.goto('/offers');
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  const tabTo = async (selector: string) => {
    for (let i = 0; i < 200; i++) {
      await press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`never reached ${selector}`);
  };
  await press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await tabTo('input[name=q]');
  await page.keyboard.type('tabouret chaise de bureau');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('chaise de bureau remise');
  await press('Enter');
  await page.waitForURL(/q=chaise/);
  await tabTo('.card h3 a');
  await press('Enter');
  await page.waitForURL(/\/offers\/[a-z]/);
  await tabTo('main form button.main');
  await press('Enter');
  await page.waitForURL('**/basket');
  await tabTo('a.button[href="/checkout"]');
  await press('Enter');
  await page.waitForURL('**/sign-in**');
  await tabTo('input[name=email]');
  await page.keyboard.type('camille@le-hangar.example');
  await press('Tab');
  await page.keyboard.type('la-halle-du-112');
  await press('Enter');
  await page.waitForURL('**/checkout');
  await tabTo('#phone');
  await page.keyboard.type('0326001122');
  await tabTo('input[name=terms]');
  await press('Space');
  await tabTo('main form button.main');
  await press('Enter');
  await page.waitForURL(`${app.standIn}/pay/**`);
});

test('on a phone a buyer orders and pays, and the total stays visible', async () => {
  const { page } = await newVisitor(app, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  await addToBasket(page, 'chaise-de-reunion-empilable', 6);
  expect(await page.locator('.total-bar').isVisible()).toBe(true);
  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main [role=status]')).toContain('Payée');
});

test('a consumer sees facts, no composite score, and cannot filter by one', async () => {
  const { page } = await newVisitor(app);
  await page.goto('/offers');
  await page.getByRole('button', { name: 'j’achète pour moi' }).click();
  expect(await page.locator('.bars, .pillars').count()).toBe(0);
  expect(await page.locator('input[name=env_min]').count()).toBe(0);
  for (const path of [
    '/offers',
    '/offers.data',
    '/suppliers.data',
    '/_root.data',
    '/?audience=consumer',
    '/suppliers/atelier-rebond?audience=consumer',
  ]) {
    expect(await (await page.request.get(path)).text()).not.toMatch(/"proven"/);
  }
  const refused = await page.goto('/offers?env_min=60');
  expect(refused?.status()).toBe(400);
  expect(await page.textContent('main')).toContain('2024/825');
  expect((await page.goto('/offers?sort=impact'))?.status()).toBe(400);
  await page.goto('/suppliers/atelier-rebond');
  expect(await page.locator('.bars, .pillars, .score').count()).toBe(0);
  expect(await page.textContent('#facts')).toContain('62');
});

test('in the colours of the reader’s system the chosen delivery and the bars still show', async () => {
  const { page } = await newVisitor(app);
  await addToBasket(page, 'carottes-de-plein-champ-cagette-de-10-kg', 5);
  await page.emulateMedia({ forcedColors: 'active' });
  const borders = await page
    .locator('.choice')
    .evaluateAll((choices) =>
      choices.map((choice) => [choice.getAttribute('aria-pressed'), getComputedStyle(choice).outlineStyle]),
    );
  expect(borders.filter(([pressed]) => pressed === 'true').map(([, style]) => style)).toEqual(['solid']);
  expect(new Set(borders.filter(([pressed]) => pressed === 'false').map(([, style]) => style))).toEqual(
    new Set(['none']),
  );
  expect(await page.locator('.choice[aria-pressed=true]').textContent()).toContain('choisi');
  await page.goto('/suppliers/atelier-rebond');
  const adjust = (part: string) =>
    page
      .locator('.bars li')
      .first()
      .evaluate((bar, of) => getComputedStyle(bar, of).forcedColorAdjust, part);
  expect([await adjust('::before'), await adjust('::after')]).toEqual(['none', 'none']);
});
