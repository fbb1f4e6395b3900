import { expect, test } from 'vitest';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { assignItem, listQueue, viewQueue } from './queue.server.ts';
import { countQueue, nextItem, type QueueItem, queueKinds } from './queue.ts';

const noe = 'noe@cooperative-112.example';

async function openQueue() {
  const town = await openTown();
  const steward = town.ctx(noe);
  // Another person who decides, and items of each kind that the seeds leave waiting.
  const other = town.ctx('lucie@jardins-de-la-vesle.example');
  const grant = town.db.$client.prepare(
    `insert into user_roles (user_id, role, granted_at) values (?, 'steward', '2026')`,
  );
  grant.run(other.actor.kind === 'user' ? other.actor.userId : '');
  return { town, steward, other, items: listQueue(steward) };
}
const assigned = (ctx: Parameters<typeof listQueue>[0], item: string) =>
  listQueue(ctx).find((one) => one.item === item)!.assignedTo;

test('the queue is for stewards', async () => {
  const { town, items } = await openQueue();
  expect(items.length).toBeGreaterThan(2);
  expect(() => listQueue(town.ctx(camille))).toThrow(Forbidden);
  expect(() => assignItem(town.ctx(camille), items[0]!.item, true)).toThrow(Forbidden);
});

test('the oldest comes first and rechecks last; a kind can be asked for alone', async () => {
  const { steward, items } = await openQueue();
  const turn = ({ kind, since }: QueueItem) => `${kind === 'recheck' ? 1 : 0} ${since}`;
  expect(items.map(turn)).toEqual(items.map(turn).sort());
  for (const [kind, count] of Object.entries(countQueue(items)) as [QueueItem['kind'], number][]) {
    const own = listQueue(steward, { kind });
    expect([kind, own.length, own.every((one) => one.kind === kind)]).toEqual([kind, count, true]);
  }
});

test('the first items and the counts of a view are those of the whole list', async () => {
  const { steward, other, items } = await openQueue();
  for (const limit of [1, 3, 100]) {
    expect(viewQueue(steward, null, limit)).toEqual({ counts: countQueue(items), items: items.slice(0, limit) });
    for (const kind of queueKinds) {
      const { counts, items: shown } = viewQueue(other, kind, limit);
      expect([counts, shown]).toEqual([countQueue(items), listQueue(other, { kind }).slice(0, limit)]);
    }
  }
  expect(() => viewQueue({ ...steward, actor: { kind: 'anonymous' } }, null, 1)).toThrow(Forbidden);
});

test('a steward takes an item, a colleague takes it over, only its holder releases it', async () => {
  const { steward, other, items } = await openQueue();
  const { item } = items[0]!;
  const id = (ctx: typeof steward) => (ctx.actor.kind === 'user' ? ctx.actor.userId : '');
  expect(assigned(steward, item)).toBeNull();
  assignItem(steward, item, true);
  expect(assigned(other, item)).toBe(id(steward));
  expect(listQueue(steward, { mine: true }).map((one) => one.item)).toEqual([item]);
  expect(listQueue(other, { mine: true })).toEqual([]);
  assignItem(other, item, false);
  expect(assigned(steward, item)).toBe(id(steward));
  assignItem(other, item, true);
  expect(assigned(steward, item)).toBe(id(other));
  assignItem(other, item, false);
  expect(assigned(steward, item)).toBeNull();
});

test('only names of items can be assigned', async () => {
  const { town, steward } = await openQueue();
  for (const wrong of ['', 'order:1', 'evidence:', 'evidence:a b', 'x:evidence:1']) assignItem(steward, wrong, true);
  expect(town.db.$client.prepare('select count(*) from queue_assignments').pluck().get()).toBe(0);
});

test('nextItem goes on, begins again after the last, and ends with the only one', async () => {
  const { items } = await openQueue();
  const [first, second] = items;
  expect(nextItem(items, first!.item)).toBe(second);
  expect(nextItem(items, items.at(-1)!.item)).toBe(first);
  expect(nextItem(items, 'evidence:decided')).toBe(first);
  expect(nextItem([first!], first!.item)).toBeNull();
});
