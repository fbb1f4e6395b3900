import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isPublicEntry } from '#app/domain/ledger/entry-kinds.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { score } from './score.ts';
import { enterScores, findScoreLeaf, type ScoreLeaf } from './score-leaves.server.ts';

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 with nothing of ours: from the leaf up, left or right by the bits of its position. */
function rootFrom({ leaf, position, size, path }: ScoreLeaf): string {
  let hash = sha256(Buffer.of(0), Buffer.from(leaf));
  let [at, last] = [position, size - 1];
  for (const sibling of path.map((hex) => Buffer.from(hex, 'hex'))) {
    if (at % 2 === 1 || at === last) {
      hash = sha256(Buffer.of(1), sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = sha256(Buffer.of(1), hash, sibling);
    [at, last] = [at >> 1, last >> 1];
  }
  return hash.toString('hex');
}

test('the seeded town entered its scores as one root, and each supplier proves its leaf', async () => {
  const town = await openTown();
  const [bytes, ...more] = town.db.$client
    .prepare(`select bytes from ledger_entries where kind = 'score.computed'`)
    .pluck()
    .all() as Buffer[];
  expect(more).toEqual([]);
  expect(isPublicEntry(bytes!)).toBe(true);
  const entry = JSON.parse(bytes!.toString()) as { root: string; suppliers: number };
  const suppliers = listSuppliers(town);
  expect(entry.suppliers).toBe(suppliers.length);
  for (const { id } of suppliers) {
    const proof = findScoreLeaf(town, id)!;
    expect([proof.root, rootFrom(proof)]).toEqual([entry.root, entry.root]);
    const leaf = JSON.parse(proof.leaf);
    const again = score(
      {
        asOf: leaf.as_of,
        headcount: leaf.headcount_milli === null ? null : leaf.headcount_milli / 1000,
        notApplicable: leaf.not_applicable,
        facts: Object.fromEntries(
          leaf.facts.map((fact: { criterion: string; value_milli: number; level: 'L1'; dated_on: string }) => [
            fact.criterion,
            { value: fact.value_milli / 1000, evidence: fact.level, date: fact.dated_on },
          ]),
        ),
      },
      town.method,
    );
    expect([leaf.supplier, leaf.proven_milli]).toEqual([id, Math.round(again.proven * 1000)]);
  }
});

test('a night has one root, and the next night another', async () => {
  const town = await openTown();
  const count = town.db.$client.prepare(`select count(*) from ledger_entries where kind = 'score.computed'`).pluck();
  enterScores(town.ctx());
  expect(count.get()).toBe(1);
  const tomorrow = { ...town.ctx(), now: new Date(town.ctx().now.getTime() + 864e5) };
  enterScores(tomorrow);
  expect(count.get()).toBe(2);
});
