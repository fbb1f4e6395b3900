import { expect, test } from 'vitest';
import { offerId, openTown } from '#tests/setup/test-town.ts';
import { findSiblingOffers } from './listed-offers.server.ts';
import { isGone } from './offer.ts';
import { archiveSoldThings } from './sold-things.server.ts';
import { moveStock, reserveStock } from './stock.server.ts';

const day = 86_400_000;

test('a sold unique thing is archived after a fortnight; a lot, a loss and what came back stay', async () => {
  const town = await openTown();
  const ctx = town.ctx('lucie@jardins-de-la-vesle.example');
  const sql = `select id from offers where kind = 'reused' and status = 'live' and stock > 0 order by id limit 4`;
  const [unique, lot, lost, back] = town.db.$client.prepare(sql).pluck().all() as [number, number, number, number];
  const clear = town.db.$client.prepare('delete from stock_movements where offer_id = ?');
  for (const id of [unique, lot, lost, back]) {
    moveStock(ctx, id, { kind: 'count', to: 0 });
    clear.run(id);
    moveStock(ctx, id, { kind: 'count', to: id === lot ? 2 : 1 });
  }
  reserveStock(ctx, unique, 1, 'ord_a');
  reserveStock(ctx, lot, 2, 'ord_a');
  moveStock(ctx, lost, { kind: 'loss', change: -1, reason: 'bris' });
  reserveStock(ctx, back, 1, 'ord_a');
  moveStock(ctx, back, { kind: 'count', to: 1 });
  const status = town.db.$client.prepare('select status from offers where id = ?').pluck();
  const after = (days: number) => archiveSoldThings({ ...ctx, now: new Date(ctx.now.getTime() + days * day) });
  expect([after(13), status.get(unique)]).toEqual([0, 'live']);
  expect([after(15), status.get(unique), after(16)]).toEqual([1, 'archived', 0]);
  expect([lot, lost, back].map((id) => status.get(id))).toEqual(['live', 'live', 'live']);
});

test('what is reused and sold out is sold; what is new is out of stock', () => {
  expect(isGone({ kind: 'reused', stock: 0 })).toBe(true);
  expect([isGone({ kind: 'reused', stock: 1 }), isGone({ kind: 'new', stock: 0 })]).toEqual([false, false]);
  expect(isGone({ kind: 'reused', stock: null })).toBe(false);
});

test('siblings are other live offers of the same thing that can be had', async () => {
  const town = await openTown();
  const id = offerId(town, 'chaise-de-bureau-remise-en-etat');
  const offer = town.db.$client.prepare('select id, thing from offers where id = ?').get(id) as {
    id: number;
    thing: string;
  };
  const find = () => findSiblingOffers({ db: town.db }, offer);
  const siblings = find();
  const things = town.db.$client.prepare('select thing from offers where id in (select value from json_each(?))');
  expect(new Set(things.pluck().all(JSON.stringify(siblings)))).toEqual(
    siblings.length > 0 ? new Set([offer.thing]) : new Set(),
  );
  expect(siblings).not.toContain(id);
  town.db.$client.prepare('update offers set stock = 0 where thing = ?').run(offer.thing);
  expect(find()).toEqual([]);
  expect(findSiblingOffers({ db: town.db }, { id, thing: null })).toEqual([]);
});
