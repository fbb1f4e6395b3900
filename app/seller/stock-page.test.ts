import { expect, test } from 'vitest';
import { listOwnOffers } from '#app/domain/catalogue/listing.server.ts';
import { moveStock, reserveStock } from '#app/domain/catalogue/stock.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { FormRefusalData } from '#app/http/form-answer.ts';
import { lucie, offerOf } from '#tests/setup/offer-forms.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/offers.$offerId.stock.tsx';
import { loader as csv } from './pages/offers.$offerId.stock[.]csv.ts';

type Refused = { data: FormRefusalData; init: { status: number } };
const slug = 'jardins-de-la-vesle';

async function open(email = lucie) {
  const town = await openTown();
  const ctx = town.ctx(lucie);
  const { supplier } = getOwnSupplier(ctx, slug);
  const { id } = listOwnOffers(ctx, supplier.id, {}).rows.find((offer) => offer.status === 'live')!;
  moveStock(ctx, id, { kind: 'count', to: 55 });
  const headers = { cookie: await town.cookie(email) };
  const args = (init: RequestInit = {}) => ({
    request: new Request('http://halle.test/somewhere', { headers, ...init }),
    params: { slug, offerId: String(id) },
    context: {},
  });
  const post = async (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const answer = await action(args({ method: 'POST', body })).catch((thrown: unknown) => thrown);
    return answer as Response & Refused;
  };
  return { town, ctx, id, args, post, stock: () => offerOf(town, id).stock };
}

test('a count keeps what was sold while it was made; losses and corrections need a reason', async () => {
  const { ctx, id, args, post, stock } = await open();
  const { shown } = await loader(args());
  reserveStock(ctx, id, 3, 'ord_a');
  expect((await post({ shown, kind: 'count', quantity: '57', reason: '' })).status).toBe(303);
  expect(stock()).toBe(54);
  const refused = await post({ shown, kind: 'loss', quantity: '2', reason: '' });
  expect([refused.init.status, Object.keys(refused.data.errors)]).toEqual([422, ['reason']]);
  const page = await loader(args());
  for (let i = 0; i < 2; i++) await post({ shown: page.shown, kind: 'loss', quantity: '2', reason: 'gel' });
  await post({ shown: page.shown, kind: 'correction', quantity: '+1', reason: 'oubliée' });
  expect(stock()).toBe(53);
  const tooMuch = await post({ shown: page.shown, kind: 'loss', quantity: '54', reason: 'gel' });
  expect(tooMuch.data.errors.quantity).toMatch(/^Il n’en reste que 53/);
});

test('lists movements with reason and person, the newest first, as a page and as a file', async () => {
  const { args, post } = await open();
  await post({ shown: (await loader(args())).shown, kind: 'loss', quantity: '5', reason: '=gel' });
  const { movements, stock } = await loader(args());
  expect([stock, movements[0]]).toMatchObject([
    50,
    { kind: 'loss', quantity: -5, balance: 50, reason: '=gel', by: expect.stringMatching(/^Lucie/) },
  ]);
  const text = await ((await csv(args())) as Response).text();
  expect(text.split('\r\n')[1]).toMatch(/^[^;]+;perte;-5;50;'=gel;Lucie/);
});

test('is closed to people of other suppliers', async () => {
  const { args, post } = await open(camille);
  expect((await loader(args()).catch((thrown: unknown) => thrown)) as Response).toMatchObject({ status: 404 });
  expect(await post({ kind: 'count', quantity: '1', reason: '', shown: '' })).toMatchObject({ status: 404 });
});
