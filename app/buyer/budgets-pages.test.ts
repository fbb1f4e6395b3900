import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { budgetYear, findBalance } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action as add, loader as budgetsPage } from './pages/budgets._index.tsx';
import { loader as centrePage, action as change } from './pages/budgets.$centreId._index.tsx';
import { loader as movesFile } from './pages/budgets.$centreId.moves[.]csv.ts';

type Typed = Record<string, string>;
type Answer = Response & { data?: { errors: Typed } };

async function ask(town: TestTown, path: string, who: string, body?: Typed) {
  const request = new Request(`http://halle.test${path}`, {
    headers: { cookie: await town.cookie(who) },
    ...(body && { method: 'POST', body: new URLSearchParams(body) }),
  });
  const centreId = /budgets\/(\w+)/.exec(path)?.[1];
  return { request, params: centreId ? { centreId } : {}, context: {} } as never;
}

async function openCentre() {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const organisation = listOwnOrganisations(ctx)[0]!.id;
  const typed = { intent: 'add', organisation, code: 'CUISINE', name: 'Cuisine', basis: 'gross' };
  const made = (await add(await ask(town, '/budgets', camille, typed))) as Answer;
  const path = made.headers.get('location')!;
  return { town, ctx, typed, path, budget: { costCentreId: path.split('/').at(-1)!, year: budgetYear(ctx, ctx.now) } };
}

test('a budget is made, allocated, taken back and read by its organisation alone', async () => {
  const { town, ctx, typed, path, budget } = await openCentre();
  const known = (await add(await ask(town, '/budgets', camille, typed))) as Answer;
  expect(known.data?.errors).toEqual({ code: messages.budgets.known });
  const year = String(budget.year);
  const allocate = (amount: string) =>
    ask(town, path, camille, { intent: 'allocate', year, amount, reason: 'vote du conseil' }).then(
      change,
    ) as Promise<Answer>;
  expect((await allocate('1 200,50')).status).toBe(303);
  expect((await allocate('-200')).status).toBe(303);
  expect((await allocate('0')).data?.errors).toEqual({ amount: messages.budgets.zero });
  expect((await allocate('douze')).data?.errors).toEqual({ amount: messages.formErrors.euros });
  expect(findBalance(ctx, budget)).toMatchObject({ allocated: 100_050, free: 100_050 });
  const page = (await centrePage(await ask(town, path, camille))) as unknown as {
    moves: { by: string; about: string }[];
  };
  expect(page.moves.map(({ by, about }) => [by, about])).toEqual(Array(2).fill(['Camille Aubert', 'vote du conseil']));
  const file = (await movesFile(await ask(town, `${path}/moves.csv`, camille))) as Response;
  expect(await file.text()).toContain(';1200,50;vote du conseil;Camille Aubert');
  const list = (await budgetsPage(await ask(town, '/budgets', camille))) as unknown as {
    organisations: { centres: object[] }[];
  };
  expect(list.organisations.flatMap(({ centres }) => centres)).toContainEqual(
    expect.objectContaining({ code: 'CUISINE' }),
  );
});

test('a budget of another organisation does not exist for a stranger', async () => {
  const { town, path } = await openCentre();
  const status = (work: Promise<unknown>) =>
    work.then(
      () => 200,
      (thrown: Response) => thrown.status,
    );
  expect(await status(centrePage(await ask(town, path, karim)) as Promise<unknown>)).toBe(404);
  expect(await status(movesFile(await ask(town, `${path}/moves.csv`, karim)) as Promise<unknown>)).toBe(404);
  const taking = { intent: 'allocate', year: '2027', amount: '1', reason: 'x' };
  expect(await status(change(await ask(town, path, karim, taking)) as Promise<unknown>)).toBe(404);
});
