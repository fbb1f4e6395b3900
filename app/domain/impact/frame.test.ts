import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FigureFacts, FigureFault } from './frame.ts';
import { listFrameFaults, parseFrames, readDish, referenceFor } from './frames.server.ts';

const chair: FigureFacts = {
  reference: 'reuse:furniture.chair_wood_textile_new',
  thing: 'office-chair',
  names: ['Chaise de bureau remise en état', ''],
  text: 'Vérin, roulettes et mousse contrôlés, patins neufs.',
  kind: 'reused',
  unit: 'piece',
  packMilli: 1000,
  massGrams: 7000,
  referenceUnits: 1,
  usesPerLife: 0,
  lotCents: [3200, 3200],
  growing: null,
  isNear: false,
  isProcessed: false,
  dish: null,
  core: null,
};
const carrots: FigureFacts = {
  ...chair,
  reference: 'food:carrot',
  thing: 'carrot',
  names: ['Carottes de plein champ, cagette de 10 kg', ''],
  text: '',
  kind: 'new',
  unit: 'kg',
  packMilli: 10_000,
  massGrams: 10_000,
  referenceUnits: 0,
  lotCents: [1600, 1600],
  growing: 'field',
  isNear: true,
};

test('lets an honest chair and honest carrots say their figure', () => {
  expect([listFrameFaults(chair), listFrameFaults(carrots)]).toEqual([[], []]);
});

const cheats: [string, Partial<FigureFacts>, FigureFault[], FigureFacts?][] = [
  [
    '100,000 mattresses in a rubber',
    {
      reference: 'reuse:furniture.mattress_foam_new',
      thing: null,
      names: ['Gomme neuve', 'Rubber'],
      kind: 'new',
      massGrams: 10,
      referenceUnits: 100_000,
      lotCents: [100, 100],
    },
    ['thing', 'kind', 'mass', 'units', 'price', 'core'],
  ],
  [
    'a new chair in its box that weighs 900 kg',
    {
      thing: null,
      names: ['Chaise neuve, en carton d’origine', 'New chair, in its box'],
      reference: 'reuse:furniture.chair_wood_new',
      massGrams: 900_000,
      referenceUnits: 50,
      lotCents: [2000, 2000],
    },
    ['mass', 'units', 'words'],
  ],
  [
    'tomatoes of Spain, off season, heated',
    {
      reference: 'food:tomato',
      thing: null,
      names: ['Tomates d’Espagne hors saison, serre chauffée', ''],
      growing: 'heated',
      isNear: false,
      massGrams: 10_000,
    },
    ['growing', 'place'],
    carrots,
  ],
  [
    'a new laptop by a withdrawn reference',
    {
      reference: 'difference:it.laptop_refurb_avoided',
      thing: null,
      names: ['Ordinateur portable neuf', ''],
      kind: 'new',
      massGrams: 2000,
      referenceUnits: 3,
    },
    ['thing', 'kind', 'mass', 'units'],
  ],
  [
    'a hundred wooden chairs for 30 euros',
    {
      reference: 'reuse:furniture.chair_wood_new',
      thing: 'wooden-chair',
      names: ['Chaises en bois', ''],
      packMilli: 100_000,
      massGrams: 450_000,
      referenceUnits: 100,
      lotCents: [3000, 3000],
    },
    ['price'],
  ],
  ['a crate of 10 kg that weighs 100', { massGrams: 100_000 }, ['mass', 'price'], carrots],
  [
    'apples by the piece of 200 kg',
    {
      reference: 'food:apple',
      thing: 'apple',
      names: ['Pommes', ''],
      unit: 'piece',
      packMilli: 1000,
      massGrams: 200_000,
      lotCents: [20_000, 20_000],
    },
    ['unit'],
    carrots,
  ],
  [
    'a keyboard as an office computer',
    {
      reference: 'reuse:it.desktop_pro_new',
      thing: 'desktop-computer',
      names: ['Clavier mécanique', 'Keyboard'],
      massGrams: 1200,
    },
    ['thing'],
  ],
  [
    'a locker of 33 kg as 330 kg',
    {
      reference: 'reuse:furniture.generic_kg_new',
      thing: 'locker',
      names: ['Vestiaire métallique', ''],
      massGrams: 33_000,
      referenceUnits: 330,
      lotCents: [8800, 8800],
    },
    ['units'],
  ],
  [
    'a cupboard as a sofa',
    {
      reference: 'reuse:furniture.sofa_new',
      thing: 'sofa',
      names: ['Armoire métallique', ''],
      massGrams: 48_000,
      lotCents: [9500, 9500],
    },
    ['thing'],
  ],
  [
    'a sofa of a doll',
    { reference: 'reuse:furniture.sofa_new', thing: 'sofa', names: ['Canapé de poupée', ''], massGrams: 1200 },
    ['mass'],
  ],
  [
    'a screen in its blister, sold as used',
    {
      reference: 'reuse:it.monitor_new',
      thing: 'monitor',
      names: ['Écran neuf, sous blister', ''],
      massGrams: 5400,
      lotCents: [7900, 7900],
    },
    ['words'],
  ],
  [
    'a projector for 100,000 uses',
    {
      reference: 'rental:it.projector_new',
      thing: 'projector',
      names: ['Vidéoprojecteur', ''],
      kind: 'rental',
      unit: 'day',
      massGrams: 5000,
      usesPerLife: 100_000,
      lotCents: [2500, 2500],
    },
    ['uses'],
  ],
  [
    'the fallback for a table, which has a factor',
    {
      reference: 'reuse:furniture.generic_kg_new',
      thing: 'desk',
      names: ['Bureau droit', ''],
      massGrams: 31_000,
      referenceUnits: 31,
      lotCents: [7800, 7800],
    },
    ['thing'],
  ],
  ['cooked carrots', { isProcessed: true }, ['processed'], carrots],
];

test.each(cheats)('holds %s', (_, change, faults, base = chair) => {
  expect(listFrameFaults({ ...base, ...change })).toEqual(faults);
});

test('knows new parts from a new thing, in both languages', () => {
  const words = (names: string[], text = '') => listFrameFaults({ ...chair, names, text }).includes('words');
  expect(words(['Chaise de bureau', ''], 'Roulettes neuves, comme neuve, mousse neuve.')).toBe(false);
  expect(words(['Office chair', ''], 'New brakes and a new lamp, as good as new.')).toBe(false);
  expect(words(['Chaise de bureau neuve', ''])).toBe(true);
  expect(words(['Chaise de bureau', 'New office chair'])).toBe(true);
  expect(words(['Chaise de bureau', ''], 'Jamais servi, encore emballé.')).toBe(true);
  expect(words(['Chaise de bureau', 'Office chair'], 'Brand new, sealed.')).toBe(true);
});

test('finds one reference for a thing, and none for a dish half and half', () => {
  const named = { names: ['Plateau-repas', ''], thing: 'meal-tray', kind: 'new', growing: null, core: null };
  expect(referenceFor({ ...named, dish: readDish('volaille') })).toBe('supply:meal.chicken');
  expect(referenceFor({ ...named, dish: readDish('poisson, selon la criée') })).toBeNull();
  expect(referenceFor({ ...named, dish: readDish('bœuf ou végétarien') })).toBeNull();
  const tomato = { ...named, thing: 'tomato', names: ['Tomates', ''], dish: null };
  expect(referenceFor({ ...tomato, growing: 'heated' })).toBe('food:tomato_heated');
  const mattress = { ...named, thing: 'mattress', names: ['Matelas', ''], kind: 'reused', dish: null };
  expect([null, 'foam', 'spring'].map((core) => referenceFor({ ...mattress, core }))).toEqual([
    null,
    'reuse:furniture.mattress_foam_new',
    'reuse:furniture.mattress_spring_new',
  ]);
});

test('names the field of a broken frame, and has one open reference for each thing and way', () => {
  const read = () => JSON.parse(readFileSync('app/domain/impact/frames/mv112-frames-2026.12.json', 'utf8'));
  const broken = read();
  broken.frames[0].mass_kg = [9, 'two'];
  expect(parseFrames(broken)).toMatchObject({ ok: false, faults: [{ problem: 'not-a-number' }] });
  const parsed = parseFrames(read());
  if (!parsed.ok) throw new Error('the frames are broken');
  const ways = [...parsed.file.frames.values()].flatMap(({ things, kinds, dish, core, growing, months }) =>
    things.flatMap((thing) =>
      kinds.flatMap((kind) => months.map((month) => [thing, kind, dish, core, growing, month].join())),
    ),
  );
  expect(new Set(ways).size).toBe(ways.length);
});
