// A hub books the great hall for a morning and borrows a drill for two days, with carrots, in one basket and one payment; two
// browsers want the same morning.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPages } from './inspect-pages.ts';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

const hall = 'grand-hangar-300-personnes-journee';
const drill = 'perceuse-visseuse-a-la-journee';
const workshop = 'atelier-partage-etabli-a-la-journee';
const phone = { width: 390, height: 844 };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** The free days of the next month's calendar of an offer: next month, so that no lead time and no month's end is in the way. */
async function listFreeDays(page: Page, slug: string): Promise<string[]> {
  await page.goto(`/offers/${slug}`);
  await page.goto(`/offers/${slug}${await page.locator('.month-days caption a').last().getAttribute('href')}`);
  const links = await page
    .locator('.month-days td.free a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  return links.flatMap((link) => /=(\d{4}-\d\d-\d\d)/.exec(link)?.[1] ?? []);
}

/** Books the first free hours of a day; returns them as pages say them: "8 h – 12 h". */
async function bookMorning(page: Page, day: string, hours: number): Promise<string> {
  await page.goto(`/offers/${hall}?day=${day}`);
  const free = await page.locator('.day-hours .free').first().innerText();
  const [from = 0] = (free.match(/\d+/g) ?? []).map(Number);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  await page.locator('select[name=start]').selectOption(clock(from));
  await page.locator('select[name=end]').selectOption(clock(from + hours));
  await page.locator('button[value=book]').click();
  return `${from} h – ${from + hours} h`;
}

test('without scripts, a hall, a drill and carrots are one basket and one payment, at 390 px', async () => {
  const { page } = await newVisitor(app, { javaScriptEnabled: false, viewport: phone });
  const day = (await listFreeDays(page, hall)).find(isTuesday)!;
  await page.goto(`/offers/${hall}?day=${day}`);
  await page.locator('select[name=start]').selectOption('09:00');
  await page.locator('select[name=end]').selectOption('09:00');
  await page.locator('button[value=book]').click();
  await page.getByText('La fin vient après le début').first().waitFor();
  expect(await page.locator('select[name=start]').inputValue()).toBe('09:00'); // what was chosen is kept

  const hours = await bookMorning(page, day, 4);
  await page.waitForURL('**/basket');
  const [first, second] = await listTwoDays(page);
  await page.goto(`/offers/${drill}?from=${first}&to=${second}`);
  await page.locator('button[value=book]').click();
  await page.waitForURL('**/basket');
  await addToBasket(page, 'carottes-de-plein-champ-cagette-de-10-kg', 2);

  const spaces = page.locator('.stall', { hasText: 'Espaces 112' });
  expect(plain(await spaces.innerText())).toContain(hours);
  expect(await spaces.getByRole('button', { name: /Retrait|Tournée/ }).count()).toBe(0); // a hall is not carried
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+/);
  const frozen = hours.replace(/(\d+) h/g, (_, hour: string) => `${hour.padStart(2, '0')}:00`).replace(' – ', '–');
  expect(plain(await page.locator('main').innerText())).toContain(frozen); // the name of its line says the time
  const ticket = plain(await page.locator('.ticket').innerText());
  expect(ticket).toMatch(/Espaces 112 · sur place, rien ne voyage/);
  expect(ticket).not.toMatch(/ 0 m /);
  await page.goto(`/offers/${hall}?day=${day}`);
  const taken = plain(await page.locator('.day-hours .taken').first().innerText()); // with the hour that it is cleaned
  expect(taken).toMatch(new RegExp(`^${hours.split(' –')[0]} – .*pris$`));
});

test('of two browsers at one morning, one has it and the other keeps the rest of its basket', async () => {
  const [one, other] = await Promise.all([newVisitor(app), newVisitor(app)]);
  const day = (await listFreeDays(one.page, hall)).findLast(isTuesday)!;
  await addToBasket(other.page, 'carottes-de-plein-champ-cagette-de-10-kg', 2);
  for (const { page } of [one, other]) {
    await bookMorning(page, day, 4);
    await page.waitForURL('**/basket');
  }
  await other.page.goto('/sign-in?to=/checkout');
  await signIn(other.page, 'karim@incubateur-112.example');
  await other.page.waitForURL('**/checkout');
  await toPayment(one.page);

  await other.page.locator('#phone').fill('03 26 00 11 22');
  await other.page.locator('input[name=terms]').check();
  await other.page.locator('main form button.main').click();
  await other.page.locator('[role=alert]').first().waitFor();
  expect(await other.page.locator('[role=alert]').first().innerText()).toMatch(
    /Grand hangar.*, \S+ \d+ .*\d+ h.*réservé/s,
  );
  await other.page.goto('/basket');
  expect(await other.page.locator('main').innerText()).toContain('Carottes');
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});

test('by keyboard alone, a buyer opens a day, chooses its hours and books them', async () => {
  const { page, complaints } = await newVisitor(app);
  const day = (await listFreeDays(page, hall)).find(isTuesday)!;
  await page.goto(`/offers/${hall}?month=${day.slice(0, 7)}`);
  await tabTo(page, `.month-days a[href*="${day}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**day=${day}*`);
  await tabTo(page, 'select[name=start]');
  const start = await page.locator('select[name=start]').inputValue();
  await tabTo(page, 'select[name=end]');
  await page.keyboard.press('End');
  await tabTo(page, '.button:has-text("Voir le prix")');
  await page.keyboard.press('Enter');
  await page.waitForURL('**start=**');
  expect(await page.locator('select[name=start]').inputValue()).toBe(start);
  await tabTo(page, 'button[value=book]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/basket');
  expect(await page.locator('main').innerText()).toContain('Grand hangar');
  expect(complaints).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'pages of bookings pass axe and fit, %s',
  async (colorScheme) => {
    const { page, complaints } = await newVisitor(app, { colorScheme });
    const day = (await listFreeDays(page, hall)).find(isTuesday)!;
    const [first, second] = await listTwoDays(page);
    await page.goto('/sign-in');
    await signIn(page);
    await page.goto('/account/calendars');
    if ((await page.locator('input[readonly]').count()) === 0)
      await Promise.all([page.waitForEvent('load'), page.locator('button[value=make]').first().click()]);
    const found: string[] = [];
    await inspectPages(
      page,
      [
        `/offers/${hall}?day=${day}&start=09:00&end=13:00`,
        `/offers/${workshop}?day=${day}&units=99`,
        `/offers/${drill}?from=${first}&to=${second}&units=2`,
        '/account/calendars',
        '/orders/calendar',
        '/suppliers/espaces-112',
      ],
      found,
    );
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  },
  120_000,
);

test('a price that is asked for more than there are says how many there are', async () => {
  const { page } = await newVisitor(app, { javaScriptEnabled: false, viewport: phone });
  const day = (await listFreeDays(page, workshop)).find(isTuesday)!;
  await page.goto(`/offers/${workshop}?day=${day}&start=09:00&end=13:00&units=7`);
  expect(plain(await page.locator('#units-error').innerText())).toBe('Il n’y en a que 6 : choisissez-en moins.');
  expect(await page.locator('#units').inputValue()).toBe('6');
  expect(plain(await page.locator('#when').innerText()).replaceAll('\u2060', '')).toContain(
    'lundi à vendredi 8 h – 18 h ; samedi 9 h – 17 h ; fermé dimanche',
  );
});

/** Moves the focus forward until it is on an element; fails where the keyboard does not get there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab');
    if (await page.locator(selector).evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

/** Two free days of the drill, one after the other. */
async function listTwoDays(page: Page): Promise<[string, string]> {
  const days = await listFreeDays(page, drill);
  const next = (day: string) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
  const first = days.find((day) => days.includes(next(day)))!;
  return [first, next(first)];
}

function isTuesday(day: string): boolean {
  return new Date(day).getUTCDay() === 2;
}

function plain(text: string): string {
  return text.replace(/[\s\u202f]+/g, ' ');
}
