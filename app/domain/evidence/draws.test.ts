import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { isPublicEntry } from '#app/domain/ledger/entry-kinds.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { addMinutes } from '#app/domain/shared/context.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { noe, openSupplier } from '#tests/setup/evidence.ts';
import { startWitness, useWitnesses } from '#tests/setup/witnesses.ts';
import { enterFacts } from './admission.server.ts';
import { findOpenRecheck, listDraws, publicDraw } from './draws.server.ts';
import { decideRecheck } from './rechecks.server.ts';
import { runEvidenceUpkeep } from './upkeep.server.ts';

async function openDraw() {
  const opened = await openSupplier();
  const { db } = opened.town;
  db.$client.exec('delete from ledger_cosignatures');
  const cosign = (seconds: number, line: string) =>
    db.$client
      .prepare(
        `insert into ledger_cosignatures (size, name, key_id, seconds, line)
         select max(size), ?, 'aa', ?, ? from ledger_checkpoints`,
      )
      .run(`witness-${seconds}`, seconds, line);
  const entries = (kind: string) =>
    db.$client.prepare('select bytes from ledger_entries where kind = ?').pluck().all(kind) as Buffer[];
  return { ...opened, cosign, entries };
}

test('announces pool and time first; the seed is the first cosignature after it', async () => {
  const { town, owner, cosign, entries } = await openDraw();
  useWitnesses(owner, (await startWitness(owner)).line);
  const at = (minutes: number) => ({ ...owner, now: addMinutes(owner.now, minutes) });
  const second = (minutes: number) => Math.floor(at(minutes).now.getTime() / 1000);
  cosign(second(-5), '— early AAAA');
  runEvidenceUpkeep(owner);
  runEvidenceUpkeep(at(90));
  expect(listDraws(town)).toMatchObject([{ seed: null }]);
  expect(listQueue(town.ctx(noe), { kind: 'recheck' })).toEqual([]);
  cosign(second(30), '— before BBBB\n');
  runEvidenceUpkeep(at(91));
  expect(listDraws(town)).toMatchObject([{ seed: null }]);
  cosign(second(80), '— second DDDD\n');
  cosign(second(70), '— first CCCC\n');
  runEvidenceUpkeep(at(92));
  runEvidenceUpkeep(at(93));
  const [draw] = listDraws(town).map(publicDraw);
  expect(draw).toMatchObject({ cosignature: '— first CCCC' });
  // Drawn again with nothing of ours.
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const seed = sha256('— first CCCC');
  const ranked = [...draw!.pool].reverse().sort((a, b) => (sha256(`${seed}\n${a}`) < sha256(`${seed}\n${b}`) ? -1 : 1));
  expect([draw!.seed, draw!.result]).toEqual([seed, ranked.slice(0, Math.ceil(draw!.pool.length * 0.05)).sort()]);
  const drawn = town.db.$client.prepare('select fact_id from evidence_rechecks order by fact_id').pluck().all();
  expect(drawn).toEqual(draw!.result);
  for (const kind of ['draw.announced', 'draw.done']) {
    expect(entries(kind)).toHaveLength(1);
    expect(isPublicEntry(entries(kind)[0]!)).toBe(true);
  }
  expect(JSON.parse(entries('draw.announced')[0]!.toString())).toMatchObject({ pool_root: draw!.poolRoot });
});

test('a drawn supplier gets a letter with the day, sees it on its page, and a steward decides', async () => {
  const { town, owner, cosign } = await openDraw();
  useWitnesses(owner, (await startWitness(owner)).line);
  const later = { ...owner, now: addMinutes(owner.now, 120) };
  runEvidenceUpkeep(owner);
  cosign(Math.floor(addMinutes(owner.now, 90).getTime() / 1000), '— witness AAAA\n');
  runEvidenceUpkeep(later);
  const recheck = town.db.$client.prepare('select * from evidence_rechecks').get() as {
    id: string;
    supplier_id: string;
    criterion_id: string;
    due_on: string;
  };
  const letters = town.db.$client
    .prepare(`select payload from outbox where key like 'mail:recheck-drawn:%' and payload ->> '$.supplierId' = ?`)
    .pluck()
    .all(recheck.supplier_id) as string[];
  expect(letters.map((payload) => JSON.parse(payload).dueOn)).toContain(recheck.due_on);
  expect(findOpenRecheck(owner, recheck.supplier_id, recheck.criterion_id)?.dueOn).toBe(recheck.due_on);
  const stewards = [noe, 'anais@cooperative-112.example'].map((email) => town.ctx(email));
  expect(decideRecheck(stewards[1]!, recheck.id, false, '')).toEqual({ ok: false, reason: 'reason-missing' });
  expect(decideRecheck(stewards[1]!, recheck.id, false, 'la pièce ne tient pas')).toEqual({ ok: true });
  expect(findFact(owner, recheck.supplier_id, recheck.criterion_id)).toBeUndefined();
});

test('a town without a witness draws by its own next checkpoint, and says so from the start', async () => {
  const { town, owner } = await openSupplier();
  useWitnesses(owner, '');
  const at = (minutes: number) => ({ ...owner, now: addMinutes(owner.now, minutes) });
  runEvidenceUpkeep(owner);
  runEvidenceUpkeep(at(90)); // no checkpoint after the announced time yet
  expect(listDraws(town)).toMatchObject([{ seedBy: 'own', seed: null }]);
  const announced = town.db.$client
    .prepare(`select bytes from ledger_entries where kind = 'draw.announced'`)
    .pluck()
    .get() as Buffer;
  expect(JSON.parse(announced.toString()).seed_by).toBe('own');
  const supplier = town.db.$client.prepare(`select id from suppliers where status = 'live' limit 1`).pluck().get();
  enterFacts(at(95), String(supplier)); // any entry makes a checkpoint
  latestCheckpoint(at(95));
  runEvidenceUpkeep(at(96));
  const [draw] = listDraws(town).map(publicDraw);
  const seed = createHash('sha256').update(String(draw?.cosignature)).digest('hex');
  expect([draw?.seedBy, draw?.seed, draw?.result?.length]).toEqual(['own', seed, draw?.size]);
});
