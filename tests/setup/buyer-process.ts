// One process of tests/contention.test.ts: tries to buy one of an offer, several times; prints how often it got one.
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { hub } from '#app/domain/shared/town.ts';
import { openDb } from '#db/client.ts';

const [file, slug, attempts] = process.argv.slice(2) as [string, string, string];
const db = openDb(file);
const userId = db.$client.prepare('select id from users limit 1').pluck().get() as string;
const offerId = db.$client.prepare('select id from offers where slug = ?').pluck().get(slug) as number;
let got = 0;
for (let i = 0; i < Number(attempts); i++) {
  const ctx: Ctx = { db, actor: { kind: 'user', userId }, now: new Date(), locale: 'fr' };
  const added = addToBasket(ctx, null, offerId, 1);
  if (!added.ok) throw new Error(added.reason);
  const placed = placeOrder(ctx, {
    basketId: added.basketId,
    organisationId: null,
    buyerName: 'B',
    contact: { name: 'B', email: 'b@halle.example', phone: '0326000000' },
    place: { lat: hub.lat, lon: hub.lon, insee: hub.insee, address: '1 rue' },
    note: '',
    displacement: {},
    shownTotalCents: viewBasket(ctx, added.basketId, hub, false).totals.totalCents,
  });
  if (placed.ok) got++;
  else if (placed.reason !== 'out-of-stock') throw new Error(placed.reason);
}
db.$client.close();
console.log(got);
