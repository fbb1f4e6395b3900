import { expect, test, vi } from 'vitest';
import { viewBasket } from '#app/domain/basket/baskets.server.ts';
import { findBasket } from '#app/domain/basket/own-basket.server.ts';
import { saveListAnswer } from '#app/domain/buying/kept-plans.server.ts';
import { createList, getList } from '#app/domain/buying/lists.server.ts';
import { openHighs } from '#app/domain/buying/solving/highs-solver.ts';
import { solveList } from '#app/domain/buying/solving/solve-list.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { action as listAction, loader as listLoader } from './pages/lists.$listId._index.tsx';
import { action, loader } from './pages/lists.$listId.plan.tsx';

async function openList() {
  const town = await openTown();
  const cookie = await town.cookie(camille);
  const made = createList(town.ctx(), 'Rentrée', { organisationId: null, changedBy: 'buy' });
  if (!made.ok) throw new Error(made.reason);
  const params = { listId: made.id };
  const request = (path: string, body?: BodyInit) =>
    new Request(`http://halle.test/lists/${made.id}${path}`, {
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    });
  const paste = (text: string, file = '') => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ intent: 'paste', text })) body.set(name, value);
    body.set('file', new File([file], 'liste.csv', { type: 'text/csv' }));
    return listAction({ request: request('?index', body), params, context: {} });
  };
  const plan = async (search = '') => (await loader({ request: request(`/plan${search}`), params, context: {} })).page;
  const post = (form: Record<string, string>, search = '') =>
    action({ request: request(`/plan${search}`, new URLSearchParams(form)), params, context: {} }) as Promise<Response>;
  const lines = async () => (await listLoader({ request: request(''), params, context: {} })).lines;
  return { town, id: made.id, paste, plan, post, lines };
}

test('a pasted list is read, planned at once and then proved, put into the basket and taken out', async () => {
  const { town, id, paste, plan, post, lines } = await openList();
  const ask = vi.spyOn(town.listSolver, 'ask');
  const pasted = (await paste(
    '6 chaises de bureau\n20 kg de carottes\n4 zorglubs',
    'nom;quantite\npapier A4;3',
  )) as Response;
  expect(flashOf(pasted)).toMatch(/^4\slignes lues/);
  expect((await lines()).map(({ need, text }) => [need?.reading ?? 'unknown', text])).toEqual([
    ['exact', '6 chaises de bureau'],
    ['exact', '20 kg de carottes'],
    ['unknown', '4 zorglubs'],
    ['choose', '3 papier A4'],
  ]);
  const quick = await plan();
  expect([quick.state, quick.unmet[0]?.name, quick.unmet[0]?.reason]).toEqual(['waiting', '4 zorglubs', 'words']);
  expect(quick.plan!.totals.totalCents).toBeGreaterThan(0);
  const { key, problem } = ask.mock.calls[0]![0];
  expect(key).toBe(quick.key);
  saveListAnswer(town.ctx(), key, solveList(problem, await openHighs()));
  const proved = await plan();
  expect(proved.state).toBe('proved');
  if (quick.plan!.unmet.length === proved.plan!.unmet.length)
    expect(proved.plan!.totals.totalCents).toBeLessThanOrEqual(quick.plan!.totals.totalCents);
  const shown = { intent: 'basket', key, cents: String(proved.plan!.totals.totalCents) };
  expect(flashOf(await post({ ...shown, cents: '1' }))).toMatch(/a changé/);
  const put = await post(shown);
  expect(flashOf(put)).toMatch(/du plan au panier/);
  const basket = () => viewBasket(town.ctx(), findBasket(town.ctx(), null), town.town.hub);
  const { suppliers, totals } = basket();
  expect(suppliers.flatMap((one) => one.lines.map(({ block }) => block)).filter(Boolean)).toEqual([]);
  expect(totals.goodsCents + totals.deliveryCents).toBe(
    proved.plan!.totals.goodsCents + proved.plan!.totals.deliveryCents,
  );
  const before = suppliers.flatMap((one) => one.lines.map(({ offer }) => `${offer.id}:0`)).join(',');
  expect(flashOf(await post({ intent: 'undo', before }))).toMatch(/retiré/);
  expect(basket().lineCount).toBe(0);
  expect(getList(town.ctx(), id).lines).toHaveLength(4);
});

test('wishes stand in the address, and one that cannot be met shows no plan', async () => {
  const { town, paste, plan } = await openList();
  await paste('6 chaises de bureau\n20 kg de carottes');
  const ask = vi.spyOn(town.listSolver, 'ask');
  const page = await plan('?deliveries=1&share=50&budget=0,01&reused=1');
  const { problem, key } = ask.mock.calls[0]![0];
  expect(problem.wishes).toEqual({ deliveries: 1, share: { permille: 500, tenths: 600 }, reused: true, budget: 1 });
  expect([page.state, page.plan]).toEqual(['looking', null]);
  saveListAnswer(town.ctx(), key, solveList(problem, await openHighs()));
  expect((await plan('?deliveries=1&share=50&budget=0,01&reused=1')).state).toBe('impossible');
  expect((await plan('?by=2020-01-01&mean=x')).unmet).toEqual([]);
});

test('a workbook and two hundred and one lines are refused, and nothing is added', async () => {
  const { paste, lines } = await openList();
  expect(JSON.stringify(await paste('', 'PK\u0003\u0004'))).toMatch(/classeur/);
  expect(JSON.stringify(await paste('a\n'.repeat(201)))).toMatch(/201 lignes/);
  expect(JSON.stringify(await paste(' \n'))).toMatch(/aucune ligne/);
  expect(await lines()).toEqual([]);
});
