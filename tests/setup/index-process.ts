// One process of tests/index-kills.test.ts: changes offers and updates the index, until it kills itself.
import { enqueueReindex, setOfferStatus } from '#app/domain/catalogue/listing.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { moveStock, reserveStock } from '#app/domain/catalogue/stock.server.ts';
import { drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { deliverReindex, rebuildIndex } from '#app/domain/search/index-offers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

const [file, seed] = process.argv.slice(2) as [string, string];
const db = openDb(file);
const engine = embeddedEngine(db);
const context = (): Ctx => ({
  db,
  actor: { kind: 'system', name: 'test' },
  now: new Date(),
  locale: 'fr',
  town: demoTown,
});
const ids = db.$client.prepare('select id from offers order by id').pluck().all() as number[];
let state = Number(seed) * 2_654_435_761 + 1;
const random = (below: number) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const die = () => process.kill(process.pid, 'SIGKILL');
/** Number of indexing steps before the process kills itself, so that it can die at any of them. */
let left = 1 + random(12);
const step = () => --left === 0 && die();

function changeSomething(): void {
  const ctx = context();
  const id = ids[random(ids.length)]!;
  const [offer] = findOffers(ctx, [id]);
  inTransaction(ctx, () => {
    const kind = random(4);
    if (kind === 0) setOfferStatus(ctx, offer!, offer!.ownStatus === 'live' ? 'archived' : 'live');
    else if (kind === 1 && (offer!.stock ?? 0) > 0 && reserveStock(ctx, id, offer!.stock!, 'order')) return;
    else if (kind === 2) {
      if (offer!.stock === 0) moveStock(ctx, id, { kind: 'count', change: 5 });
    } else {
      db.$client
        .prepare(`update offers set price_cents = price_cents + 1, name = json_set(name, '$.fr', ?) where id = ?`)
        .run(`Brouette ${seed}-${left}`, id);
      enqueueReindex(ctx, [id]);
    }
  });
}

for (;;) {
  for (let i = 0; i < 3; i++) changeSomething();
  step();
  await drainOutbox(context(), async ({ kind, payload }) => {
    if (kind !== 'search') return;
    step();
    await deliverReindex(context(), engine, payload);
    step();
  });
  if (random(6) === 0) {
    const reading = rebuildIndex(context(), engine);
    step();
    await reading;
  }
}
