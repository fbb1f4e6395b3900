// Older pages of a supplier's own forms: what two owners change stays, and what both change is chosen.
import { expect, test } from 'vitest';
import { addMember, getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { lucie, type PageAction, sendForm } from '#tests/setup/offer-forms.ts';
import { camille, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { hoursValues } from './hours-form.server.ts';
import { action as deliveryAction } from './pages/delivery.tsx';
import { action as identityAction } from './pages/identity.tsx';
import { action as placeAction } from './pages/place.tsx';
import { deliveryValues, identityValues, placeValues } from './profile-edit.server.ts';

const slug = 'jardins-de-la-vesle';

/** A supplier with two owners. */
async function open() {
  const town = await openTown();
  const ctx = town.ctx(lucie);
  const own = () => getOwnSupplier(ctx, slug).supplier;
  const second = town.ctx(camille).actor;
  if (second.kind === 'user') addMember(ctx, own().id, second.userId, 'own');
  const texts = (values: Record<string, string | number | null>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]));
  const pages = {
    identity: { action: identityAction, values: () => texts(identityValues(own())) },
    delivery: { action: deliveryAction, values: () => texts(deliveryValues(ctx, own())) },
    place: { action: placeAction, values: () => ({ ...texts(placeValues(own())), by: 'coordinates' }) },
  };
  return { town, own, open: (name: keyof typeof pages) => openPage(town, pages[name]) };
}

/** Opens a page as a browser does, which posts no box that is empty. */
function openPage(town: TestTown, { action, values }: { action: PageAction; values: () => Record<string, string> }) {
  const kept = values();
  const shown = openEdit(kept);
  const posted = Object.fromEntries(
    Object.entries(kept).filter(
      ([name, text]) => text || !/^(day\d|work\d|pickup|joinsRound|worksHolidays)$/.test(name),
    ),
  );
  return (typed: Record<string, string | null>, email = lucie) => {
    const fields = Object.entries({ ...posted, shown, ...typed });
    return sendForm(
      town,
      action,
      Object.fromEntries(fields.flatMap(([n, v]) => (v === null ? [] : [[n, v]]))),
      {},
      email,
    );
  };
}

test('two owners change two fields of an identity: both stay', async () => {
  const { own, open: openForm } = await open();
  const [first, second] = [openForm('identity'), openForm('identity')];
  expect((await first({ phone: '03 26 00 11 22' })).status).toBe(303);
  expect((await second({ storyFr: `${own().story.fr} Depuis vingt ans.`, headcount: '7' }, camille)).status).toBe(303);
  expect([own().phone, own().headcount, own().story.fr.endsWith('vingt ans.')]).toEqual(['03 26 00 11 22', 7, true]);
});

test('two owners change one field: the second reads who and when, and chooses', async () => {
  const { own, open: openForm } = await open();
  const [first, second] = [openForm('identity'), openForm('identity')];
  await first({ trade: 'meals' }, camille);
  const { status, refused } = await second({ trade: 'events', phone: '03 26 00 11 22' });
  expect([status, own().trade]).toEqual([409, 'meals']);
  expect(own().phone).not.toBe('03 26 00 11 22');
  expect(Object.keys(refused?.conflicts ?? {})).toEqual(['trade']);
  expect(refused?.conflicts?.trade).toEqual({
    mine: messages.categories.events,
    theirs: messages.categories.meals,
    seen: 'meals',
  });
  expect(refused?.errors.trade).toMatch(/^Camille \S+.* a changé ce champ le .+, après l’ouverture de cette page\.$/);
  const choice = { 'theirs.trade': 'meals', 'keep.trade': 'theirs' };
  expect((await second({ trade: 'events', phone: '03 26 00 11 22', ...choice })).status).toBe(303);
  expect([own().trade, own().phone]).toEqual(['meals', '03 26 00 11 22']);
});

test('saving a page as it was shown undoes no colleague', async () => {
  const { own, open: openForm } = await open();
  for (const [name, typed] of [
    ['identity', { contactName: 'Lucie et Marc' }],
    ['delivery', { cutoffHour: '7', pickup: null, day3: '1', closure1_from: '2027-01-01', closure1_to: '2027-01-09' }],
    ['place', { lat: '49.30', lon: '4.10' }],
  ] as const) {
    const older = openForm(name);
    expect((await openForm(name)(typed)).status).toBe(303);
    const before = own();
    expect((await older({}, camille)).status).toBe(303);
    expect(own()).toEqual(before);
  }
  expect(own()).toMatchObject({ contactName: 'Lucie et Marc', cutoffHour: 7, pickup: false, lat: 49.3, lon: 4.1 });
  expect(own().deliveryDays).toContain(3);
});

const emptyHours = Object.keys(hoursValues([])).map((name) => [name, ''] as const);
const closure = (from: string, to: string) => ({ closure1_from: from, closure1_to: to });

test('two owners change days, hours and closures: each change stays, and one in conflict is said', async () => {
  const { own, open: openForm } = await open();
  const days = own().deliveryDays;
  const free = [1, 2, 3, 4, 5, 6, 7].filter((day) => !days.includes(day));
  const noHours = Object.fromEntries(own().opening.length === 0 ? [] : emptyHours);
  const tuesday = { ...noHours, hours2_1_from: '9 h', hours2_1_to: '12:30' };
  const [first, second] = [openForm('delivery'), openForm('delivery')];
  await first({ [`day${free[0]}`]: '1', ...closure('2026-12-24', '2027-01-02') });
  const { status, refused } = await second(
    { [`day${free[1]}`]: '1', ...closure('2026-12-20', '2027-01-04'), ...tuesday },
    camille,
  );
  expect([status, Object.keys(refused?.conflicts ?? {})]).toEqual([409, ['closure1_from', 'closure1_to']]);
  const again = await second(
    {
      [`day${free[1]}`]: '1',
      ...closure('2026-12-20', '2027-01-04'),
      ...tuesday,
      'theirs.closure1_from': '2026-12-24',
      'keep.closure1_from': 'mine',
      'theirs.closure1_to': '2027-01-02',
      'keep.closure1_to': 'mine',
    },
    camille,
  );
  expect(again.status).toBe(303);
  expect(own().deliveryDays).toEqual([...days, free[0], free[1]].sort());
  expect(own().closures).toEqual([{ from: '2026-12-20', to: '2027-01-04' }]);
  expect(own().opening).toEqual([{ day: 2, from: '09:00', to: '12:30' }]);
});

test('a page shows every span, closure and pick-up point, and room for one more', async () => {
  const { own, town, open: openForm } = await open();
  const day = { from: ['08:00', '10:00', '13:00', '15:00'], to: ['09:00', '12:00', '14:00', '19:00'] };
  await openForm('delivery')({ ...emptyFields(own()), hours3_1_from: '8:00', hours3_1_to: '9:00' });
  for (const n of [2, 3, 4])
    await openForm('delivery')({ [`hours3_${n}_from`]: day.from[n - 1]!, [`hours3_${n}_to`]: day.to[n - 1]! });
  expect(own().opening).toEqual(day.from.map((from, i) => ({ day: 3, from, to: day.to[i] })));
  for (let n = 1; n <= 8; n++)
    await openForm('delivery')({ [`closure${n}_from`]: `2099-01-0${n}`, [`closure${n}_to`]: '' });
  expect(own().closures).toHaveLength(8);
  await openForm('delivery')({ cutoffHour: '9' }); // another field: none of them is lost
  expect([own().opening.length, own().closures.length]).toEqual([4, 8]);
  const names = Object.keys(deliveryValues(town.ctx(lucie), own()));
  expect(names).toEqual(expect.arrayContaining(['hours3_5_from', 'hours1_3_to', 'closure9_to']));
  expect(names).not.toContain('hours3_6_from');
});

test('a span that another owner adds while a page is open is not lost with it', async () => {
  const { own, open: openForm } = await open();
  await openForm('delivery')({ ...emptyFields(own()), hours3_1_from: '8:00', hours3_1_to: '9:00' });
  const three = (n: number) => ({ [`hours3_${n}_from`]: `${9 + n}:00`, [`hours3_${n}_to`]: `${9 + n}:30` });
  const older = openForm('delivery');
  await openForm('delivery')({ ...three(2), ...three(3) });
  await openForm('delivery')(three(4));
  expect((await older({ hours2_1_from: '8:00', hours2_1_to: '9:00' }, camille)).status).toBe(303);
  expect(own().opening).toHaveLength(5);
});

test('pick-up points are cards: one is added, one emptied, and what is missing is said beside its field', async () => {
  const { own, open: openForm } = await open();
  const empty = { point1_name: '', point1_address: '', point1_commune: '', point1_hours: '' };
  await openForm('delivery')(empty);
  expect(own().pickupPoints).toEqual([]);
  const card = {
    point1_name: 'La gare',
    point1_address: '1 rue de la Gare',
    point1_commune: 'Courcy',
    point1_hours: 'mardi',
  };
  expect((await openForm('delivery')(card)).status).toBe(303);
  expect(own().pickupPoints).toEqual([
    { name: 'La gare', address: '1 rue de la Gare', insee: '51183', hours: 'mardi' },
  ]);
  const second = { point2_name: 'La mairie', point2_address: '', point2_commune: 'Atlantis', point2_hours: '' };
  const { status, refused } = await openForm('delivery')(second);
  expect([status, Object.keys(refused?.errors ?? {})]).toEqual([422, ['point2_address', 'point2_commune']]);
  await openForm('delivery')({ ...second, point2_address: '2 place', point2_commune: 'Courcy' });
  expect(own().pickupPoints.map(({ name }) => name)).toEqual(['La gare', 'La mairie']);
  await openForm('delivery')(empty);
  expect(own().pickupPoints.map(({ name }) => name)).toEqual(['La mairie']);
});

test('the hours of a round are read as people type them', async () => {
  const { own, open: openForm } = await open();
  await openForm('delivery')({ deliveryHours: 'de 9 h à 12 h 30' });
  expect(own().deliveryHours).toBe('09:00-12:30');
  await openForm('delivery')({ deliveryHours: '14:00 - 17:00' });
  expect(own().deliveryHours).toBe('14:00-17:00');
  for (const typed of ['le matin', '9 h', '10:75-12:00', '12:00-09:00'])
    expect(Object.keys((await openForm('delivery')({ deliveryHours: typed })).refused?.errors ?? {})).toEqual([
      'deliveryHours',
    ]);
  await openForm('delivery')({ deliveryHours: '' });
  expect(own().deliveryHours).toBe('');
});

/** The week of a supplier emptied. */
function emptyFields({ opening }: { opening: Parameters<typeof hoursValues>[0] }): Record<string, string> {
  return Object.fromEntries(Object.keys(hoursValues(opening)).map((name) => [name, '']));
}

test('a point is one thing: the two halves of two changes never make a third place', async () => {
  const { own, open: openForm } = await open();
  const second = openForm('place');
  await openForm('place')({ lat: '49.30', lon: '4.10' });
  const { status, refused } = await second({ lat: '49.20' }, camille);
  expect([status, Object.keys(refused?.conflicts ?? {}).sort()]).toEqual([409, ['lat', 'lon']]);
  expect([own().lat, own().lon]).toEqual([49.3, 4.1]);
});

test('a click on an older map is told where the point is now, and the next click places it', async () => {
  const { own, town, open: openForm } = await open();
  const click = (from: string) =>
    sendForm(town, placeAction, { by: 'map', from, 'map.x': '50', 'map.y': '60' }, {}, camille);
  const old = `${own().lat},${own().lon}`;
  await openForm('place')({ lat: '49.30', lon: '4.10' });
  const { status, refused } = await click(old);
  expect([status, own().lat]).toEqual([409, 49.3]);
  expect(refused?.message).toMatch(/^Lucie \S+.* a déplacé le point le /);
  expect((await click('49.3,4.1')).status).toBe(303);
  expect(own().lat).not.toBe(49.3);
});

test('a story that is not translated is null; one whose French moved is to be translated again', async () => {
  const { own, open: openForm } = await open();
  await openForm('identity')({ headlineEn: '', storyEn: 'A farm at the edge of the town.' });
  expect([own().headline.en, own().toTranslate]).toEqual([null, []]);
  await openForm('identity')({ headlineFr: 'Légumes du marais', storyFr: `${own().story.fr} Depuis vingt ans.` });
  expect([own().headline.en, own().story.en, own().toTranslate]).toEqual([
    null,
    'A farm at the edge of the town.',
    ['story'],
  ]);
  await openForm('identity')({ phone: '03 26 00 11 22' });
  expect(own().toTranslate).toEqual(['story']);
  await openForm('identity')({ fits_story: '1' });
  expect(own().toTranslate).toEqual([]);
  await openForm('identity')({ storyFr: `${own().story.fr} Et deux mois.` });
  await openForm('identity')({ storyEn: 'A farm at the edge of the town, for twenty years.' });
  expect(own().toTranslate).toEqual([]);
});
