import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { writeMembership } from '#app/domain/accounts/memberships.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { submitRequest } from '#app/domain/checkout/order-request.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { composeMail } from '#app/mail/compose.server.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { camille, karim, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { loader as requestsPage } from './pages/requests._index.tsx';
import { action as answer, loader as requestPage } from './pages/requests.$requestId._index.tsx';
import { action as rules, loader as rulesPage } from './pages/requests.rules.$organisationId.tsx';

type Typed = Record<string, string>;
type Answer = Response & { data?: { errors: Typed; message: string | null } };
const noe = 'noe@cooperative-112.example';

async function ask(town: TestTown, path: string, who: string, body?: Typed) {
  const request = new Request(`http://halle.test${path}`, {
    headers: { cookie: await town.cookie(who) },
    ...(body && { method: 'POST', body: new URLSearchParams(body) }),
  });
  const [, organisationId] = /rules\/(\w+)/.exec(path) ?? [];
  const [, requestId] = /requests\/(\w+)$/.exec(path) ?? [];
  return { request, params: organisationId ? { organisationId } : { requestId }, context: {} } as never;
}

const status = (work: unknown) =>
  (work as Promise<Response>).then(
    (response) => response.status ?? 200,
    (thrown: Response) => thrown.status,
  );

/** Camille asks through the rules' page that Noé approves everything, and requests a chair. */
async function openRequest() {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const { id } = listOwnOrganisations(ctx)[0]!;
  const noeId = town.db.$client.prepare('select id from users where email = ?').pluck().get(noe) as string;
  writeMembership(town, id, noeId, ['account']);
  const path = `/requests/rules/${id}`;
  const shown = (await rulesPage(await ask(town, path, camille))) as unknown as { version: number };
  const typed = { intent: 'add', version: String(shown.version), action: 'ask', person: noeId, need: 'any', tier: '1' };
  expect(((await rules(await ask(town, path, camille, typed))) as Answer).status).toBe(303);
  const stale = (await rules(await ask(town, path, camille, typed))) as Answer;
  expect(stale.data?.message).toBe(messages.requests.rules.changed);
  const chair = addToBasket(ctx, null, offerId(town, 'chaise-de-bureau-remise-en-etat'), 1);
  if (!chair.ok) throw new Error(chair.reason);
  const input = { ...checkoutOf(ctx, chair.basketId, { organisationId: id }), reason: 'atelier', fromRequest: null };
  const submitted = submitRequest(ctx, input);
  if (!submitted.ok) throw new Error(submitted.reason);
  return { town, ctx, rulesPath: path, path: `/requests/${submitted.requestId}` };
}

test('an approver reads a request and answers it, without a script', async () => {
  const { town, path } = await openRequest();
  const list = (await requestsPage(await ask(town, '/requests', noe))) as unknown as { waiting: { name: string }[] };
  expect(list.waiting).toHaveLength(1);
  const page = (await requestPage(await ask(town, path, noe))) as unknown as Record<string, unknown>;
  expect(page).toMatchObject({ mayAnswer: true, mayOrder: false, mayWithdraw: false });
  const typed = { intent: 'answer', seen: '0', verdict: 'refuse', reason: '' };
  const silent = (await answer(await ask(town, path, noe, typed))) as Answer;
  expect(silent.data?.errors).toEqual({ reason: messages.requests.whyMissing });
  const stale = (await answer(await ask(town, path, noe, { ...typed, seen: '4', verdict: 'approve' }))) as Answer;
  expect(stale.data?.message).toBe(messages.requests.changed);
  expect(((await answer(await ask(town, path, noe, { ...typed, verdict: 'approve' }))) as Answer).status).toBe(303);
  const again = (await answer(await ask(town, path, noe, { ...typed, verdict: 'approve' }))) as Answer;
  expect(again.data?.message).toBe(messages.requests.changed);
  const own = (await requestPage(await ask(town, path, camille))) as unknown as Record<string, unknown>;
  expect(own).toMatchObject({ mayAnswer: false, mayOrder: true, request: { state: 'approved' } });
});

test('strangers find no request and no rules, and approvers change none', async () => {
  const { town, path, rulesPath } = await openRequest();
  const typed = { intent: 'answer', seen: '0', verdict: 'approve', reason: 'x' };
  expect(await status(requestPage(await ask(town, path, karim)))).toBe(404);
  expect(await status(answer(await ask(town, path, karim, typed)))).toBe(404);
  expect(await status(rulesPage(await ask(town, rulesPath, karim)))).toBe(404);
  const own = (await answer(await ask(town, path, camille, typed))) as Answer;
  expect(own.data?.message).toBe(messages.requests.notAsked);
  const remove = { intent: 'remove', version: '1', rule: 'x' };
  expect(await status(rules(await ask(town, rulesPath, noe, remove)))).toBe(403);
});

test('the letter to an approver links to the request, until it is answered', async () => {
  const { town, path } = await openRequest();
  const payload = town.db.$client
    .prepare(`select payload from outbox where key like 'mail:request-asked:%' order by id desc`)
    .pluck()
    .get() as string;
  const letter = () =>
    composeMail(
      { ...town.ctx(), storage: town.storage, origin: 'http://halle.test', bankIban: null } as never,
      JSON.parse(payload),
    );
  expect((await letter())?.text).toContain(`http://halle.test${path}`);
  const typed = { intent: 'answer', seen: '0', verdict: 'approve', reason: '' };
  await answer(await ask(town, path, noe, typed));
  expect(await letter()).toBeNull();
});
