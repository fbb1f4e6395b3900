import { expect, test } from 'vitest';
import { holdLiveText, listPendingTexts, listWaitingTexts } from '#app/domain/claims/pending-texts.server.ts';
import { findRuleRun } from '#app/domain/claims/rule-runs.server.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { hasTextsToJudge, judgeNextTexts } from './judge-again.server.ts';
import { findOffers } from './offers.server.ts';
import { decidePendingText } from './text-decisions.server.ts';

/** Judges until nothing is left, in slices of `size`; returns how many slices it took. */
function judgeAll(town: TestTown, size: number): number {
  let slices = 0;
  for (; hasTextsToJudge(town.ctx()); slices++) judgeNextTexts(town.ctx(), size);
  return slices;
}

const texts = (town: TestTown, id: number) => {
  const [offer] = findOffers(town, [id]);
  return { status: offer!.ownStatus, name: offer!.name.fr, description: offer!.description.fr };
};

/** An offer whose texts passed older rules, which today's would not let pass. */
function oldOffer(town: TestTown, column: 'name' | 'description', words: string): number {
  const id = town.db.$client
    .prepare(`select id from offers where status = 'live' order by id limit 1`)
    .pluck()
    .get() as number;
  town.db.$client.prepare(`update offers set ${column} = json_set(${column}, '$.fr', ?) where id = ?`).run(words, id);
  return id;
}

test('nothing of a town whose texts were looked at waits, and its texts are judged once for each version', async () => {
  const town = await openTown();
  const waiting = listWaitingTexts(town).length;
  expect(hasTextsToJudge(town.ctx())).toBe(true);
  expect(judgeAll(town, 100)).toBeGreaterThan(3);
  expect(listWaitingTexts(town)).toHaveLength(waiting);
  expect(findRuleRun(town)).toMatchObject({ waiting: 0 });
  expect(findRuleRun(town)!.judged).toBeGreaterThan(1_000);
  expect(hasTextsToJudge(town.ctx())).toBe(false);
});

test('a shown text that today’s rules refuse waits for a steward and stays on show', async () => {
  const town = await openTown();
  const id = oldOffer(town, 'description', 'Une chaise écologique.');
  judgeAll(town, 50);
  const [held] = listWaitingTexts(town).filter(({ id: text }) => pendingOf(town, text).offerId === id);
  expect(held).toBeDefined();
  expect(texts(town, id)).toMatchObject({ status: 'live', description: 'Une chaise écologique.' });
  expect(findRuleRun(town)).toMatchObject({ waiting: 1 });
  const pending = pendingOf(town, held!.id);
  expect(pending).toMatchObject({ isLive: true, state: 'waiting', rules: '1.1.0' });
  const context = {};
  expect(holdLiveText(town.ctx(), pending, pending.text, context), 'once').toBe(false);
});

test('a steward’s refusal takes a shown description down to the name, and a shown name to a draft', async () => {
  for (const [column, words, after] of [
    ['description', 'Une chaise écologique.', { status: 'live' }],
    ['name', 'Chaise écologique', { status: 'draft', name: 'Chaise écologique' }],
  ] as const) {
    const town = await openTown();
    const id = oldOffer(town, column, words);
    judgeAll(town, 100);
    const [held] = listWaitingTexts(town).filter(({ id: text }) => pendingOf(town, text).offerId === id);
    const steward = { ...town.ctx('noe@cooperative-112.example'), factors: town.ctx().factors };
    expect(decidePendingText(steward, held!.id, 'refused', 'dites la matière')).toMatchObject({ ok: true });
    expect(texts(town, id)).toMatchObject(after);
    if (column === 'description') expect(texts(town, id).description).toBe(texts(town, id).name);
  }
});

function pendingOf(town: TestTown, id: string) {
  const supplierId = town.db.$client
    .prepare('select supplier_id from pending_texts where id = ?')
    .pluck()
    .get(id) as string;
  return listPendingTexts(town, supplierId).find((one) => one.id === id)!;
}
