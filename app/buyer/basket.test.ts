import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { readCookies } from '#app/http/cookies.ts';
import { flashParameters } from '#app/http/flash.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { fiveSuppliers } from '#tests/setup/sales.ts';
import { camille, offerId, openTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/basket.tsx';

type Refused = { data: { errors: Record<string, string> }; init: { status: number } };

async function openBasket() {
  const town = await openTown();
  const offer = offerId(town, 'chaise-de-bureau-remise-en-etat');
  const added = addToBasket({ ...town.ctx(), actor: { kind: 'anonymous' } }, null, offer, 2);
  if (!added.ok) throw new Error(added.reason);
  const post = async (form: Record<string, string>) => {
    const request = new Request('http://halle.test/basket', {
      method: 'POST',
      body: new URLSearchParams({ offer: String(offer), ...form }),
      headers: { cookie: `halle-basket=${added.basketId}` },
    });
    return (await action({ request, params: {}, context: {} })) as Response & Refused;
  };
  const quantities = () => {
    const { suppliers } = viewBasket(town.ctx(), added.basketId, demoTown.hub, false);
    return suppliers.flatMap(({ lines }) => lines.map((line) => line.quantity));
  };
  return { offer, post, quantities };
}

test('removes a line, says so once and offers to undo it', async () => {
  const { offer, post, quantities } = await openBasket();
  const removed = await post({ intent: 'remove' });
  expect([removed.status, removed.headers.get('location')]).toEqual([303, '/basket']);
  expect(flashOf(removed)).toBe('Ligne retirée.');
  expect(quantities()).toEqual([]);
  const [flash = ''] = removed.headers.getSetCookie().filter((set) => set.startsWith('halle-flash='));
  expect(
    flashParameters({ cookies: readCookies(flash.split(';', 1)[0] ?? ''), secure: false }, 'basket.removed'),
  ).toEqual([offer, 2, '']);
  expect(flashOf(await post({ intent: 'restore', quantity: '2' }))).toBeNull();
  expect(quantities()).toEqual([2]);
});

test.each(['', '-1', '2.5', '10000', 'two'])('refuses the quantity %j beside its field', async (quantity) => {
  const { post, quantities } = await openBasket();
  const { data, init } = await post({ intent: 'set', quantity });
  expect([init.status, data.errors]).toEqual([422, { quantity: messages.formErrors.quantity }]);
  expect(quantities()).toEqual([2]);
});

test('an offer that cannot be restored is said after the redirect', async () => {
  const { post } = await openBasket();
  expect(flashOf(await post({ intent: 'restore', offer: '999999', quantity: '1' }))).toMatch(/^Cette ligne n’a pas pu/);
  expect(flashOf(await post({ intent: 'set', offer: '999999', quantity: '1' }))).toBe(
    'Cette offre n’est plus en vente.',
  );
});

test('says which organisation would pay, with the number that tells it from another', async () => {
  const town = await openTown();
  const ask = async (cookie: string, path = '/basket') =>
    (
      await loader({
        request: new Request(`http://halle.test${path}`, { headers: { cookie } }),
        params: {},
        context: {},
      })
    ).payer;
  const { name, siret } = listOwnOrganisations(town.ctx(camille))[0]!;
  expect(await ask(await town.cookie(camille))).toEqual({ name, number: `SIRET ${siret}` });
  expect(await ask(await town.cookie(camille), '/basket?payer=me')).toBeNull();
  expect(await ask('')).toBeNull();
});

test('one radio decides for the whole basket; a page whose plans have changed is asked again and loses nothing', async () => {
  const town = await openTown();
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  let basketId: string | null = null;
  for (const slug of fiveSuppliers(town)) {
    const added = addToBasket(town.ctx(), basketId, offerId(town, slug), 1);
    if (added.ok) basketId = added.basketId;
  }
  const headers = { cookie: `halle-basket=${basketId}; ${await town.cookie(camille)}` };
  const page = () => loader({ request: new Request('http://halle.test/basket', { headers }), params: {}, context: {} });
  const post = async (form: Record<string, string>) => {
    const body = new URLSearchParams({ intent: 'plan', ...form });
    const request = new Request('http://halle.test/basket', { method: 'POST', body, headers });
    return (await action({ request, params: {}, context: {} })) as Response & Refused;
  };
  const { plans, plansHash } = await page();
  expect(plans.length).toBeGreaterThan(1);
  const other = plans.find(({ isChosen }) => !isChosen)!;
  expect(flashOf(await post({ plan: other.kinds[0]!, plans: 'older' }))).toMatch(/^Les plans de livraison ont changé/);
  expect((await page()).plans).toEqual(plans);
  expect(flashOf(await post({ plan: other.kinds[0]!, plans: plansHash }))).toBeNull();
  const after = await page();
  expect(after.plans.find(({ kinds }) => kinds.includes(other.kinds[0]!))?.isChosen).toBe(true);
  expect(after.basket.suppliers.map(({ choice }) => choice)).toEqual(other.parts.map(({ choice }) => choice));
  expect((await post({ plan: '', plans: plansHash })).status).toBe(303);
  expect((await post({ plan: 'tomorrow', plans: plansHash })).init.status).toBe(422);
});
