// Letters to a supplier's team by task and subject, and the links that stop them.
import { expect, test } from 'vitest';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { chooseLetters, isStopToken, stopLetters, wantsLetters } from '#app/domain/accounts/letter-choices.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { composeMail } from './compose.server.ts';
import { enqueueTeamCopies } from './supplier-readers.server.ts';

const lucie = 'lucie@jardins-de-la-vesle.example';
const thomas = 'thomas@jardins-de-la-vesle.example';

/** A paid order of the gardens: its letter to prepare with the copies, as they would leave. */
async function lettersOfOrder(town: TestTown) {
  const { sessionId } = await placeAndStart(town, { [carrots]: 2 });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  const ctx = { ...town.ctx(camille), storage: town.storage, origin: town.env.origin, bankIban: null };
  const rows = () =>
    town.db.$client
      .prepare(`select key, payload from outbox where key like 'mail:part-to-prepare:%' and state = 'pending'`)
      .all() as {
      key: string;
      payload: string;
    }[];
  for (const { key, payload } of rows()) enqueueTeamCopies(ctx, key, JSON.parse(payload));
  for (const { key, payload } of rows()) enqueueTeamCopies(ctx, key, JSON.parse(payload)); // sent again after a crash
  const mails = await Promise.all(rows().map(({ payload }) => composeMail(ctx, JSON.parse(payload))));
  return mails.filter((mail) => mail !== null);
}

test('an order is told to the supplier and to those of its team who prepare', async () => {
  const town = await openTown();
  const mails = await lettersOfOrder(town);
  expect(mails).toHaveLength(3);
  expect(mails.map(({ to }) => to)).toEqual(expect.arrayContaining([lucie, thomas]));
  const [own] = mails.filter(({ to }) => to !== lucie && to !== thomas);
  expect(own!.unsubscribe).toBeUndefined();
  const copy = mails.find(({ to }) => to === thomas)!;
  expect(copy.text).toContain('Bonjour Thomas Vesle,');
  expect(copy.text).toContain(copy.unsubscribe!);
});

test('the link of a letter stops its subject for its reader alone', async () => {
  const town = await openTown();
  const copy = (await lettersOfOrder(town)).find(({ to }) => to === thomas)!;
  const query = new URL(copy.unsubscribe!).searchParams;
  const [person, token] = [query.get('person')!, query.get('token')!];
  const ctx = town.ctx(thomas);
  const lucieId = requireUserId(town.ctx(lucie));
  await lettersOfOrder(town); // Lucie has a key of her own
  expect(stopLetters(ctx, lucieId, 'orders', token)).toBe(false);
  expect(stopLetters(ctx, person, 'payouts', token)).toBe(false);
  for (const wrong of ['', token.slice(1), `${token.slice(0, -1)}é`])
    expect(isStopToken(ctx, person, 'orders', wrong)).toBe(false);
  expect(wantsLetters(ctx, person, 'orders') && wantsLetters(ctx, lucieId, 'orders')).toBe(true);
  expect(stopLetters({ ...ctx, actor: { kind: 'anonymous' } }, person, 'orders', token)).toBe(true);
  expect((await lettersOfOrder(town)).map(({ to }) => to)).not.toContain(thomas);
  chooseLetters(ctx, ['orders', 'team'], ['orders']);
  expect([wantsLetters(ctx, person, 'orders'), wantsLetters(ctx, person, 'team')]).toEqual([true, false]);
});

test('a mail program stops a subject with one post, without a session, and is not redirected', async () => {
  const town = await openTown();
  const copy = (await lettersOfOrder(town)).find(({ to }) => to === thomas)!;
  const { action, loader } = await import('#app/account/pages/letters.stop.tsx');
  const post = (address: string) => {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const request = new Request(address, { method: 'POST', body });
    return action({ request, params: {}, context: {} }).catch((thrown: unknown) => thrown);
  };
  const person = requireUserId(town.ctx(thomas));
  const other = copy.unsubscribe!.replace(person, requireUserId(town.ctx(lucie)));
  expect(await post(other)).toMatchObject({ status: 404 });
  expect(wantsLetters(town, person, 'orders')).toBe(true);
  const answer = await post(copy.unsubscribe!);
  expect(answer).not.toBeInstanceOf(Response);
  expect(wantsLetters(town, person, 'orders')).toBe(false);
  const page = await loader({ request: new Request(copy.unsubscribe!), params: {}, context: {} } as never);
  expect(page).toMatchObject({ isStopped: true });
});
