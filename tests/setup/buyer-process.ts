// One process of tests/contention.test.ts: so many buyers try to order one of each offer. Prints how many
// succeeded for each.
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { hashPreview, previewOrder } from '#app/domain/checkout/order-preview.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

const [file, slugs, buyers] = process.argv.slice(2) as [string, string, string];
const db = openDb(file);
// Two processes write without pause, beside other tests: the long timeout avoids SQLITE_BUSY, which is not under
// test.
db.$client.pragma('busy_timeout = 30000');
const userId = db.$client.prepare('select id from users limit 1').pluck().get() as string;
const rules = shippedRules();
const got: Record<string, number> = {};
for (const slug of slugs.split(',')) {
  const offerId = db.$client.prepare('select id from offers where slug = ?').pluck().get(slug) as number;
  got[slug] = 0;
  for (let i = 0; i < Number(buyers); i++) if (buyOne(offerId)) got[slug]++;
}
db.$client.close();
console.log(JSON.stringify(got));

function buyOne(offerId: number): boolean {
  const ctx: Ctx & ActiveRules = {
    db,
    actor: { kind: 'user', userId },
    now: new Date(),
    locale: 'fr',
    town: demoTown,
    ...rules,
  };
  const added = addToBasket({ ...ctx, actor: { kind: 'anonymous' } }, null, offerId, 1); // as many browsers
  if (!added.ok) throw new Error(added.reason);
  const placed = placeOrder(ctx, {
    basketId: added.basketId,
    organisationId: null,
    buyerName: 'B',
    contact: { name: 'B', email: 'b@halle.example', phone: '0326000000' },
    place: { lat: demoTown.hub.lat, lon: demoTown.hub.lon, insee: demoTown.hub.insee, address: '1 rue' },
    note: '',
    displacement: {},
    terms: '',
    shownHash: hashPreview(previewOrder(ctx, added.basketId, demoTown.hub, '')),
  });
  if (!placed.ok && placed.reason !== 'out-of-stock') throw new Error(placed.reason);
  // Paid at once: one person may not hold so many unpaid orders.
  if (placed.ok) db.$client.prepare(`update orders set state = 'paid' where id = ?`).run(placed.orderId);
  return placed.ok;
}
