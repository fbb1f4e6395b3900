import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { emptyDraft } from '#app/domain/catalogue/cells.ts';
import { createOffer } from '#app/domain/catalogue/listing.server.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { whySupplierHidden } from '#app/domain/catalogue/visibility.ts';
import { resolveCommune } from '#app/domain/shared/communes.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { agreements } from '#app/domain/shared/legal-text.ts';
import { mapBounds, toPixels, toPoint } from '#app/domain/shared/town-map.ts';
import { demoTown } from '#seeds/demo-town.ts';
import * as mocked from '#tests/mocks/directory.ts';
import { joiningIdentity } from '#tests/setup/joining.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { signAgreement } from './agreements.server.ts';
import { attestedItems, verifiedItems } from './checklist.ts';
import { checkRegistry, findRegistryResult, lookUpCompany } from './company-registry.server.ts';
import { joinAsSupplier, ownVatNumber, updateProfile } from './joining.server.ts';
import {
  attestItem,
  getChecklist,
  listSteps,
  replyToDecision,
  transitionSupplier,
  verifyItem,
} from './lifecycle.server.ts';
import { getOwnSupplier } from './members.server.ts';
import { arrivalDay } from './supplier.ts';
import { getSupplier, type Supplier } from './suppliers.server.ts';

const vendor = setupServer();
beforeAll(() => vendor.listen({ onUnhandledRequest: 'error' }));
afterEach(() => vendor.resetHandlers());
afterAll(() => vendor.close());

const noe = 'noe@cooperative-112.example';
const identity = joiningIdentity;
const { siret } = identity;

const checklistOf = (ctx: Ctx, supplier: Supplier) =>
  getChecklist(ctx, supplier, countUnarchivedOffers(ctx, supplier.id));

async function joined() {
  const town = await openTown();
  const owner = town.ctx(camille);
  const made = joinAsSupplier(owner, identity);
  const getOwn = () => getOwnSupplier(owner, made.slug);
  return { town, owner, steward: town.ctx(noe), getOwn, slug: made.slug };
}

test('a supplier goes from draft to live, refused while steps are missing', async () => {
  const { town, owner, steward, getOwn, slug } = await joined();
  const step = (name: Parameters<typeof transitionSupplier>[2], ctx = owner, reason: string | null = null) =>
    transitionSupplier(ctx, getOwn().supplier, name, countUnarchivedOffers(ctx, getOwn().supplier.id), reason);
  const why = () => whySupplierHidden(getOwn().supplier, 1, '2026-11-23').map(({ reason }) => reason);
  expect(why()).toEqual(['supplier-draft']);
  expect(() => getSupplier(town, slug)).toThrow('not found');
  expect(
    checklistOf(owner, getOwn().supplier)
      .filter((row) => !row.done)
      .map((row) => row.item),
  ).toEqual(['story', 'offer', ...agreements, ...attestedItems, ...verifiedItems]);
  expect(step('submit')).toEqual({ ok: false, reason: 'incomplete' });
  updateProfile(owner, getOwn().supplier, {
    headline: { fr: 'Tomates sous serre froide' },
    story: { fr: 'x'.repeat(90) },
  });
  createOffer(
    owner,
    getOwn().supplier,
    { ...emptyDraft, nameFr: 'Tomates', descriptionFr: 'Rouges', priceCents: 300 },
    'form',
    'live',
  );
  for (const item of attestedItems) attestItem(owner, getOwn().supplier, item, true);
  expect(step('submit')).toEqual({ ok: false, reason: 'incomplete' });
  for (const one of agreements) expect(signAgreement(owner, getOwn().supplier.id, one, '2026-01-01').ok).toBe(true);
  expect(step('submit')).toEqual({ ok: true });
  expect(step('approve', steward)).toEqual({ ok: false, reason: 'incomplete' });
  expect(step('send-back', steward)).toEqual({ ok: false, reason: 'reason-missing' });
  expect(step('send-back', steward, 'adresse à préciser')).toEqual({ ok: true });
  replyToDecision(owner, getOwn().supplier, 'C’est fait.');
  expect(step('submit')).toEqual({ ok: true });
  verifyItem(steward, getOwn().supplier, 'registered', null);
  verifyItem(steward, getOwn().supplier, 'contributions', 'première année, pas encore due');
  expect(verifyItem(steward, getOwn().supplier, 'contributions', null)).toEqual({ ok: false, reason: 'not-now' });
  expect(step('open')).toEqual({ ok: false, reason: 'not-now' });
  expect(step('approve', steward)).toEqual({ ok: true });
  expect(why()).toEqual(['supplier-approved']);
  expect(step('open')).toEqual({ ok: true });
  expect(getSupplier(town, slug).status).toBe('live');
  expect(step('suspend', steward, 'cotisations')).toEqual({ ok: true });
  expect(why()).toEqual(['supplier-suspended']);
  expect(step('lift', steward, 'à jour')).toEqual({ ok: true });
  expect(listSteps(owner, getOwn().supplier.id).map((one) => one.step)).toEqual([
    'register',
    'submit',
    'send-back',
    'reply',
    'submit',
    'approve',
    'open',
    'suspend',
    'lift',
  ]);
  for (const name of ['approve', 'suspend', 'lift', 'send-back'] as const)
    expect(() => step(name, owner, 'moi-même')).toThrow('forbidden');
  const waived = checklistOf(owner, getOwn().supplier).find((row) => row.item === 'contributions')!;
  expect(waived.check).toMatchObject({ state: 'waived', reason: 'première année, pas encore due' });
});

test('a company found in the directory verifies the item "registered"', async () => {
  const { owner, getOwn } = await joined();
  vendor.use(mocked.knows(siret.slice(0, 9)));
  expect(await checkRegistry(owner, mocked.directory, getOwn().supplier)).toMatchObject({
    outcome: 'found',
    company: { naf: '01.13Z', flags: ['ess', 'organic', 'mission'] },
  });
  expect(checklistOf(owner, getOwn().supplier).find((row) => row.item === 'registered')).toMatchObject({ done: true });
});

test.each([
  ['down', mocked.down, 'not-checked'],
  ['unreachable', mocked.unreachable, 'not-checked'],
  ['of another shape', mocked.otherShape, 'not-checked'],
  ['sending elsewhere', mocked.elsewhere, 'not-checked'],
  ['not knowing it', mocked.knowsNobody, 'unknown'],
  ['knowing it as closed', mocked.knows(siret.slice(0, 9), 'C'), 'closed'],
])('a directory %s verifies nothing and does not throw', async (_, handler, outcome) => {
  const { owner, getOwn } = await joined();
  vendor.use(handler);
  expect((await checkRegistry(owner, mocked.directory, getOwn().supplier)).outcome).toBe(outcome);
  expect(findRegistryResult(owner, getOwn().supplier.id)?.outcome).toBe(outcome);
  expect(checklistOf(owner, getOwn().supplier).find((row) => row.item === 'registered')!.done).toBe(false);
});

test('lookUpCompany sends no request without a configured address', async () => {
  expect(await lookUpCompany(null, siret), 'V13.2.5').toEqual({ outcome: 'not-checked', company: null });
});

test('ownVatNumber derives from the SIREN, and is null under art. 293 B', () => {
  expect(ownVatNumber({ siret: '73282932000074', vatRegime: 'standard' })).toBe('FR44732829320');
  expect(ownVatNumber({ siret: '73282932000074', vatRegime: 'franchise' })).toBeNull();
});

test.each([
  ['51220 Courcy', '51183'],
  ['courcy', '51183'],
  ['Saint-Thierry', '51518'],
  ['st thierry 51220', '51518'],
  ['BÉTHENY', '51055'],
])('resolveCommune finds "%s"', (typed, insee) => {
  expect(resolveCommune(typed)).toMatchObject({ found: { insee } });
});

test('resolveCommune lists candidates when ambiguous, none when unknown', () => {
  const commune = resolveCommune('51220');
  expect(commune.found).toBeNull();
  expect(commune.found === null && commune.candidates.length).toBeGreaterThan(3);
  expect(resolveCommune('Nulle-Part')).toEqual({ found: null, candidates: [] });
});

const bounds = mapBounds(demoTown);

test('toPoint and toPixels round-trip, with pixels clamped to the map', () => {
  for (const pixel of [
    { x: 0, y: 0 },
    { x: 100, y: 200 },
    { x: 288, y: 288 },
  ])
    expect(toPixels(toPoint(pixel, bounds), bounds)).toEqual(pixel);
  expect(toPoint({ x: -50, y: 9999 }, bounds)).toEqual(toPoint({ x: 0, y: 288 }, bounds));
});

const terms = {
  deliveryMode: '',
  deliveryDays: [4],
  sharedFeeCents: 0,
  dedicatedFeeCents: null,
  pickup: true,
  cutoffDays: 1,
  cutoffHour: 18,
  closures: [],
  workDays: [1, 2, 3, 4, 5],
  worksHolidays: false,
  opening: [],
  insee: '51454',
};
test.each([
  ['2026-11-25T16:59:00Z', [], '2026-11-26'], // Wednesday 17:59 in Paris: before the cut-off of Thursday's round
  ['2026-11-25T17:00:00Z', [], '2026-12-03'], // 18:00: after the cut-off
  ['2026-07-01T15:59:00Z', [], '2026-07-02'], // summer time: 17:59 in Paris
  ['2026-07-01T16:01:00Z', [], '2026-07-09'],
  ['2026-11-24T10:00:00Z', [{ from: '2026-11-26', to: '2026-12-05' }], '2026-12-10'], // closed on two round days
])('an order at %s with closures %j arrives on %s', (at, closures, day) => {
  expect(arrivalDay({ ...terms, closures }, 'shared', 1, new Date(at), demoTown)).toBe(day);
});
