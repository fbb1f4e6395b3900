// Free times of a day, found by words and by the form, with scripts off: readings as chips, free times on cards, the soonest
// first, and the day of a card chosen on its page.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('words ask for what is free, and a card leads to its day, at 390 px', async () => {
  const { page, complaints } = await newVisitor(app, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await page.goto('/offers?q=salle+libre+mardi+matin');
  const chips = page.getByRole('list', { name: 'Compris dans votre recherche' });
  expect(await chips.getByRole('link').allInnerTexts()).toEqual([
    expect.stringMatching(/^Pour le/),
    'Le matin',
    'Libre',
  ]);
  const cards = page.locator('.cards .card');
  expect(await cards.count()).toBeGreaterThan(0);
  const prices = await cards.locator('.price').allInnerTexts();
  for (const price of prices) expect(price.replace(/\s/g, ' ')).toMatch(/libre mardi \d+.*, \d+ h/);
  await page.getByText('Seulement ce qui se réserve').waitFor();
  await cards.locator('h3 a').first().click();
  await page.waitForURL('**/offers/*?day=*');
  await page.getByRole('heading', { name: /^Heures du mardi/ }).waitFor();
  await page.getByText('Libre au plus tôt').waitFor();

  await page.goto('/offers?q=salle+libre+mardi+matin');
  await chips.getByRole('link', { name: /^Libre/ }).click();
  await page.waitForURL('**unread=free**');
  expect(await page.getByText('« Libre » compte comme des mots.').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('the form asks for days and a part of them, and the order by the soonest keeps all', async () => {
  const { page } = await newVisitor(app, { javaScriptEnabled: false });
  await page.goto('/filters?kind=rental');
  const first = (await page.locator('input[name=day]').getAttribute('min'))!;
  const days = [7, 9].map((ahead) => new Date(Date.parse(first) + ahead * 864e5).toISOString().slice(0, 10));
  await page.locator('input[name=day]').fill(days[0]!);
  await page.locator('input[name=day_to]').fill(days[1]!);
  await page.locator('select[name=time]').selectOption('morning');
  await page.locator('.filter-bar button').click();
  await page.waitForURL('**/offers?**');
  const asked = new URL(page.url()).searchParams;
  expect([asked.get('day'), asked.get('time'), asked.has('day_to')]).toEqual([days.join('/'), 'morning', false]);
  const chips = page.getByRole('list', { name: 'Filtres choisis' });
  expect(await chips.innerText()).toMatch(/Le matin/);
  const total = await page.locator('main [role=status]').first().innerText();
  asked.set('sort', 'soonest');
  await page.goto(`/offers?${asked}`);
  expect(await page.locator('main [role=status]').first().innerText()).toBe(total);
  expect(await page.locator('select[name=sort]').inputValue()).toBe('soonest');
});
