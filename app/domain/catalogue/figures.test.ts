import { expect, test } from 'vitest';
import { scenarioKey, scenarioOf } from '#app/domain/impact/scenarios.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { noe } from '#tests/setup/evidence.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { emptyDraft } from './cells.ts';
import type { OfferDraft } from './draft.ts';
import { figureIn, withReference } from './figure-facts.server.ts';
import { decideFigure, findOfferFigure, listWaitingFigures } from './figures.server.ts';
import { hasFiguresToJudge, judgeAllFigures, judgeNextFigures } from './judge-figures.server.ts';
import { createOffer, updateOffer } from './listing.server.ts';
import { findOffers } from './offers.server.ts';

test('compares a heated tomato with that of the month, a field one in its months', () => {
  const keyIn = (reference: string, month: number) => {
    const offer = { scenario: scenarioOf(factors, reference), figureFaults: null };
    const { scenario, faults } = figureIn(offer, month, factors);
    return scenario ? scenarioKey(scenario) : faults;
  };
  expect([7, 1].map((month) => keyIn('food:tomato_heated', month))).toEqual([
    'food:tomato_heated',
    'food:tomato_offseason',
  ]);
  expect([7, 11].map((month) => keyIn('food:tomato', month))).toEqual(['food:tomato', ['months']]);
});

function sell(town: TestTown, change: Partial<OfferDraft>, slug = 'distri-reims'): number {
  const id = town.db.$client.prepare('select id from suppliers where slug = ?').pluck().get(slug) as string;
  const draft: OfferDraft = {
    ...emptyDraft,
    kind: 'reused',
    category: 'textiles',
    descriptionFr: 'Contrôlé.',
    vatBasisPoints: 2000,
    stock: 4,
    ...change,
  };
  return createOffer(town.ctx(), { id }, withReference(draft, 0, town.factors), 'form', 'live');
}
const jeans = { nameFr: 'Jean de travail', thing: 'work-jeans', massGrams: 700, priceCents: 1900 };

test('sixty-one offers of the town have a figure, and none waits', async () => {
  const town = await openTown();
  expect(judgeAllFigures(town.ctx())).toEqual({ inside: 61, outside: 0 });
  expect(listWaitingFigures(town)).toEqual([]);
});

test('holds what its price makes an outlier, and a steward releases it with a reason', async () => {
  const town = await openTown();
  const honest = sell(town, jeans);
  expect(findOffers(town, [honest])[0]!.figureFaults).toBeNull();
  const cheap = sell(town, { ...jeans, priceCents: 410 });
  const phone = sell(town, {
    nameFr: 'Téléphone reconditionné',
    thing: 'phone',
    kind: 'repaired',
    category: 'it',
    massGrams: 200,
    priceCents: 2600,
    attributes: { tested: 'oui', data_erased: 'oui' },
  });
  expect([cheap, phone].map((id) => findOffers(town, [id])[0]!.figureFaults)).toEqual([
    ['euro-outlier'],
    ['euro-outlier'],
  ]);
  expect(listWaitingFigures(town).map(({ id }) => id)).toEqual([String(cheap), String(phone)]);

  const steward = town.ctx(noe);
  expect(decideFigure(steward, cheap, 'released', '')).toEqual({ ok: false, reason: 'reason-missing' });
  expect(decideFigure(steward, cheap, 'released', 'Fin de série, facture vue')).toEqual({ ok: true });
  expect(decideFigure(steward, phone, 'withheld', 'Prix d’appel')).toEqual({ ok: true });
  expect(decideFigure(steward, phone, 'released', 'encore')).toEqual({ ok: false, reason: 'not-now' });
  expect(findOffers(town, [cheap])[0]!.figureFaults).toBeNull();
  expect(listWaitingFigures(town)).toEqual([]);

  // The decision stands for these facts: with another price it is asked again, with another comma it is not.
  updateOffer(town.ctx(), findOffers(town, [cheap])[0]!, { descriptionFr: 'Contrôlé, lavé.' }, 'form');
  expect(findOfferFigure(town, cheap)!.state).toBe('released');
  updateOffer(town.ctx(), findOffers(town, [cheap])[0]!, { priceCents: 405 }, 'table');
  expect(findOfferFigure(town, cheap)!.state).toBe('outside');
  expect(() => decideFigure(town.ctx(), cheap, 'released', 'moi')).toThrow();
});

test('takes an offer’s figure away with its thing', async () => {
  const town = await openTown();
  const id = sell(town, jeans);
  const offer = findOffers(town, [id])[0]!;
  updateOffer(town.ctx(), offer, { thing: null, scenario: null, referenceUnits: 0 }, 'form');
  expect(findOfferFigure(town, id)).toBeUndefined();
});

test('judges every offer again once for each pair of versions of frames and factors, in slices', async () => {
  const town = await openTown();
  expect(hasFiguresToJudge(town.ctx())).toBe(true);
  let slices = 0;
  for (; hasFiguresToJudge(town.ctx()); slices++) judgeNextFigures(town.ctx(), 100);
  expect(slices).toBe(4);
  const next = {
    ...town.ctx(),
    factors: { ...town.ctx().factors, active: { ...town.ctx().factors.active, ref: 'mv112-factors/next' } },
  };
  expect(hasFiguresToJudge(next)).toBe(true);
  expect(judgeAllFigures(town.ctx())).toEqual({ inside: 61, outside: 0 });
});

test('holds a thing whose mass is out of proportion with its like, and nothing near them', async () => {
  const town = await openTown();
  const monitor = (massGrams: number, slug: string) =>
    sell(
      town,
      { nameFr: 'Écran 24 pouces', thing: 'monitor', category: 'it', kind: 'reused', massGrams, priceCents: 7900 },
      slug,
    );
  for (const slug of ['octet-second', 'atelier-rebond', 'cafe-des-bricoles']) monitor(6_000, slug);
  const faultsOf = (id: number) => findOffers(town, [id])[0]!.figureFaults;
  // The figure is the piece's: a third of the mass makes three times as much of each kilogram.
  expect(faultsOf(monitor(2_050, 'distri-reims'))).toEqual(['mass-outlier']);
  expect(faultsOf(monitor(4_000, 'distri-reims'))).toBeNull();
  expect(faultsOf(monitor(11_900, 'distri-reims'))).toBeNull();
});
