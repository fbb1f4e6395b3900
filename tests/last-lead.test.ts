// The last two administrators of an organisation leave it at the same moment: one of them stays.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDb } from '#db/client.ts';

const organisations = Array.from({ length: 200 }, (_, i) => `org_of_two_${i}`);

test('of two administrators who leave at once, in two processes, one stays in each organisation', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-last-lead-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'halle.sqlite');
  copyFileSync(inject('seededImage'), file);
  const before = openDb(file);
  const people = before.$client.prepare('select id from users order by id limit 2').pluck().all() as string[];
  const add = before.$client.prepare(
    `insert into organisations (id, name, kind, address, insee, created_at)
     values (?, 'À deux', 'company', '', '51183', '2026-11-30T10:00:00.000Z')`,
  );
  const enter = before.$client.prepare(
    `insert into memberships (user_id, organisation_id, role) values (?, ?, 'admin')`,
  );
  before.$client.transaction(() => {
    for (const id of organisations) {
      add.run(id);
      for (const person of people) enter.run(person, id);
    }
  })();
  before.$client.close();
  const startAt = Date.now() + 4000;
  const left = await Promise.all(people.map((person) => leaveAll(file, person, startAt)));
  expect(left[0]! + left[1]!).toBe(organisations.length);
  const after = openDb(file);
  const leads = after.$client.prepare(
    `select organisation_id from memberships where organisation_id like 'org_of_two_%' and role = 'admin'`,
  );
  expect((leads.pluck().all() as string[]).sort()).toEqual([...organisations].sort());
  after.$client.close();
});

function leaveAll(file: string, person: string, startAt: number): Promise<number> {
  const words = ['tests/setup/leaving-process.ts', file, person, organisations.join(','), String(startAt)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve(Number(output)) : reject(new Error(`failed: ${output}`)))),
  );
}
