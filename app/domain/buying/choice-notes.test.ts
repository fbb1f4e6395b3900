import { expect, test } from 'vitest';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { karim, openTown, placeAndStart } from '#tests/setup/test-town.ts';
import { attachNote, deleteNote, getNote, keepNote, listLooseNotes, listOrderNotes } from './choice-notes.server.ts';
import { compareOffers } from './comparison.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';

async function openNote() {
  const town = await openTown();
  const ctx = town.ctx();
  const comparison = compareOffers(
    { ...ctx, audience: 'professional', place: demoTown.hub },
    [chair, 'chaise-de-reunion-empilable'],
    4,
  );
  const [chosen] = comparison.offers;
  const kept = keepNote(ctx, { comparison, offerId: chosen!.id, reason: 'solide', organisationId: null });
  if (!kept.ok) throw new Error(kept.reason);
  return { town, ctx, comparison, id: kept.id };
}

test('keeps the figures of the day, and is read by its writer alone', async () => {
  const { town, ctx, comparison, id } = await openNote();
  town.db.$client.prepare('update offers set price_cents = price_cents * 2').run();
  expect(getNote(ctx, id).comparison).toEqual(JSON.parse(JSON.stringify(comparison)));
  expect(() => getNote(town.ctx(karim), id)).toThrow(NotFound);
  expect(() => deleteNote(town.ctx(karim), id)).toThrow(NotFound);
  expect(keepNote(ctx, { comparison, offerId: 1e9, reason: '', organisationId: null })).toMatchObject({ ok: false });
  deleteNote(ctx, id);
  expect(listLooseNotes(ctx)).toEqual([]);
});

test('joins an order of what it chose, once, and is no longer deleted', async () => {
  const { town, ctx, id } = await openNote();
  const { orderId } = await placeAndStart(town, { [chair]: 4 });
  expect(listOrderNotes(ctx, getOwnOrder(ctx, orderId)).possible.map((note) => note.id)).toEqual([id]);
  expect(() => attachNote(town.ctx(karim), orderId, id)).toThrow(NotFound);
  expect(attachNote(ctx, orderId, id).ok).toBe(true);
  expect(attachNote(ctx, orderId, id).ok).toBe(false);
  const { own, possible } = listOrderNotes(ctx, getOwnOrder(ctx, orderId));
  expect([own.map((note) => note.id), possible]).toEqual([[id], []]);
  expect(() => deleteNote(ctx, id)).toThrow(NotFound);
  expect(() => getNote(town.ctx(karim), id)).toThrow(NotFound);
});

test('does not join an order of other things', async () => {
  const { town, ctx, id } = await openNote();
  const { orderId } = await placeAndStart(town, { 'chaise-de-reunion-empilable': 4 });
  expect(listOrderNotes(ctx, getOwnOrder(ctx, orderId)).possible).toEqual([]);
  expect(attachNote(ctx, orderId, id)).toEqual({ ok: false, reason: 'not-now' });
});
