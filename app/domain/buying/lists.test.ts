import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { generator } from '#tests/setup/generator.ts';
import { karim, offerId, openTown } from '#tests/setup/test-town.ts';
import { type BuyingLine, shownLines, withLine, withMoved, withoutLine, withRestored } from './list-line.ts';
import { putListIntoBasket, viewListLines } from './list-view.server.ts';
import { addFavourite, addLine, changeLine, createList, getList, listOwnLists, removeList } from './lists.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const line = (offerId: number | null, quantity: number | null = null) => ({ offerId, quantity, text: 'x' });

async function openLists() {
  const town = await openTown();
  const ctx = town.ctx();
  const made = createList(ctx, 'Rentrée', { organisationId: null, changedBy: 'buy' });
  if (!made.ok) throw new Error(made.reason);
  return { town, ctx, id: made.id };
}

test('a list of one person does not exist for another, whatever they ask', async () => {
  const { town, ctx, id } = await openLists();
  const other = town.ctx(karim);
  const asks = [
    () => getList(other, id),
    () => addLine(other, id, line(1)),
    () => changeLine(other, id, 1, { do: 'remove' }),
    () => removeList(other, id, true),
    () => getList(other, 'none'),
  ];
  for (const ask of asks) expect(ask).toThrow(NotFound);
  expect(listOwnLists(other)).toEqual([]);
  expect(listOwnLists(ctx).map((list) => list.id)).toContain(id);
});

test('an organisation reads its list, and only the named role changes it', async () => {
  const { town, ctx } = await openLists();
  const [organisation] = listOwnOrganisations(ctx);
  const made = createList(ctx, 'Atelier', { organisationId: organisation!.id, changedBy: 'admin' });
  if (!made.ok) throw new Error(made.reason);
  const other = town.ctx(karim);
  expect(() => getList(other, made.id)).toThrow(NotFound);
  if (other.actor.kind !== 'user') throw new Error('no user');
  town.db.$client
    .prepare(`insert into memberships (user_id, organisation_id, role) values (?, ?, 'buy')`)
    .run(other.actor.userId, organisation!.id);
  expect(getList(other, made.id).name).toBe('Atelier');
  expect(() => addLine(other, made.id, line(1))).toThrow(Forbidden);
  expect(() => createList(other, 'x', { organisationId: organisation!.id, changedBy: 'admin' })).toThrow(Forbidden);
});

test('an offer is kept once, and a removed line comes back in its place', async () => {
  const { town, ctx } = await openLists();
  const ids = ['chaise-de-bureau-remise-en-etat', 'chaise-de-reunion-empilable'].map((slug) => offerId(town, slug));
  for (const id of [...ids, ids[0]!]) expect(addFavourite(ctx, 'Favoris', id).ok).toBe(true);
  const favourites = () => listOwnLists(ctx).find(({ isFavourites }) => isFavourites)!;
  const shown = () => shownLines(favourites().lines).map(({ offerId }) => offerId);
  expect(shown()).toEqual(ids);
  const [first] = favourites().lines;
  changeLine(ctx, favourites().id, first!.id, { do: 'remove' });
  expect(shown()).toEqual([ids[1]]);
  changeLine(ctx, favourites().id, first!.id, { do: 'restore' });
  expect(shown()).toEqual(ids);
  changeLine(ctx, favourites().id, first!.id, { do: 'down' });
  expect(shown()).toEqual([ids[1], ids[0]]);
});

test('restored favourites keep their mark, except where another list has it by then', async () => {
  const { town, ctx } = await openLists();
  const keep = () => addFavourite(ctx, 'Favoris', offerId(town, chair));
  const marked = () => listOwnLists(ctx).flatMap(({ id, isFavourites }) => (isFavourites ? [id] : []));
  keep();
  const [first] = marked();
  removeList(ctx, first!, true);
  expect(marked()).toEqual([]);
  removeList(ctx, first!, false);
  expect(marked()).toEqual([first]);
  removeList(ctx, first!, true);
  keep();
  const [second] = marked();
  removeList(ctx, first!, false);
  expect(second).not.toBe(first);
  expect(marked()).toEqual([second]);
});

test('puts what can be had into the basket, and names what cannot', async () => {
  const { town, ctx, id } = await openLists();
  const other = 'chaise-de-reunion-empilable';
  for (const slug of [chair, other]) addLine(ctx, id, line(offerId(town, slug), 2));
  addLine(ctx, id, line(null));
  town.db.$client.prepare('update offers set stock = 1 where slug = ?').run(chair);
  const { added, left } = putListIntoBasket(ctx, getList(ctx, id), null);
  expect([added, left]).toEqual([1, ['Chaise de bureau remise en état']]);
  expect(viewListLines(ctx, getList(ctx, id)).map(({ offer }) => offer?.block)).toEqual(['stock', null, undefined]);
});

test('holds fifty lists and two hundred lines', async () => {
  const { ctx, id } = await openLists();
  for (let i = 0; i < 200; i++) expect(addLine(ctx, id, line(null)).ok).toBe(true);
  expect(addLine(ctx, id, line(null))).toEqual({ ok: false, reason: 'full' });
  for (let i = 1; i < 50; i++) createList(ctx, `${i}`, { organisationId: null, changedBy: 'buy' });
  expect(createList(ctx, 'x', { organisationId: null, changedBy: 'buy' })).toEqual({ ok: false, reason: 'full' });
});

test('lines keep their ids and none is lost or doubled through random changes', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const next = generator(seed);
    let lines: BuyingLine[] = [];
    let expected = new Set<number>();
    for (let step = 0; step < 30; step++) {
      const lineId = 1 + next(6);
      const act = next(4);
      if (act === 0) lines = withLine(lines, line(1 + next(6)));
      if (act === 1) lines = withMoved(lines, lineId, next(2) === 0 ? 1 : -1);
      if (act === 2) lines = withoutLine(lines, lineId);
      if (act === 3) lines = withRestored(lines, lineId);
      const ids = shownLines(lines).map(({ id }) => id);
      const offers = shownLines(lines).map(({ offerId: of }) => of);
      expect([seed, new Set(ids).size]).toEqual([seed, ids.length]);
      expect(lines.length - ids.length).toBeLessThanOrEqual(1);
      if (act === 1) expect(new Set(ids)).toEqual(expected);
      expected = new Set(ids);
      expect(offers.every((of) => of !== null)).toBe(true);
    }
  }
});
