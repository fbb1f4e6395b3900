import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitEvidence } from '#app/domain/evidence/evidence.server.ts';
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { factors, method } from '#seeds/shipped-rules.ts';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Submits evidence until `wanted` items wait, through the same verb as the form, while the server runs. */
function handIn(wanted: number): void {
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  const waiting = db.$client.prepare(`select count(*) from evidence where state = 'submitted'`).pluck().get() as number;
  const count = wanted - waiting;
  const ledgerKey = loadLedgerKey(join(app.dataDir, 'keys', 'ledger.pem'), 'halle.example/ledger');
  const row = db.$client.prepare(
    `select m.user_id as userId, m.supplier_id as supplierId from supplier_members m join suppliers s on s.id = m.supplier_id where m.role = 'own' and s.slug = ?`,
  );
  const suppliers = ['jardins-de-la-vesle', 'brasserie-du-hangar'].map(
    (slug) => row.get(slug) as { userId: string; supplierId: string },
  );
  for (let i = 0; i < count; i++) {
    const { userId, supplierId } = suppliers[i % 2]!;
    const criterion = method.criteria[i % 15]!;
    submitEvidence(
      {
        db,
        ledgerKey,
        actor: { kind: 'user', userId },
        now: new Date(Date.now() - (count - i) * 60_000),
        locale: 'fr',
        town: demoTown,
        method,
        factors,
      },
      {
        supplierId,
        criterionId: criterion.id,
        value: Math.min(rangeOf(criterion).max, 2),
        datedOn: addDays(localDay(new Date(), demoTown), -3),
        askedLevel: 'L2',
        kind: 'link',
        title: `Pièce ${i}`,
        link: 'https://example.org/piece',
        filePublic: false,
      },
    );
  }
  db.$client.close();
}

test('a steward decides thirty submissions with the keyboard alone', async () => {
  handIn(30);
  const { page, complaints } = await newVisitor(app);
  await page.goto('/sign-in?to=/steward?kind=evidence');
  await signIn(page, 'noe@cooperative-112.example');
  await page.goto('/steward?kind=evidence');
  expect(await page.textContent('main')).toContain('Preuve · 30');
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  for (let i = 0; i < 200; i++) {
    await keys('Tab');
    if (await page.evaluate(() => document.activeElement?.textContent === 'Commencer par le plus ancien')) break;
  }
  await keys('Enter');
  for (let i = 0; i < 30; i++) {
    await page.waitForURL(/\/steward\/items\/evidence:/);
    await page.locator('input[name=choice]:focus').waitFor(); // the page focuses its decision
    const item = page.url();
    if (i % 5 === 4) {
      await page.keyboard.press('End').catch(() => {});
      for (
        let step = 0;
        step < 8 && (await page.locator('input[name=choice]:checked').inputValue()) !== 'return';
        step++
      )
        await keys('ArrowDown');
      await keys('Tab');
      await page.keyboard.type('Il manque la date sur la pièce.');
    } else await keys('Tab');
    await keys('Tab', 'Enter');
    await page.waitForURL((url) => url.href !== item);
  }
  await page.waitForURL(/\/steward\?/);
  expect(await page.textContent('main')).toContain('Preuve · 0');
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  const states = db.$client.prepare('select state, count(*) from evidence group by state order by state').raw().all();
  db.$client.close();
  expect(states).toEqual([
    ['accepted', 25], // one more is the declaration of the seeds
    ['returned', 6],
  ]);
  expect(complaints).toEqual([]);
});

test('when evidence expires, score, page and search change by themselves', async () => {
  const score = async () => {
    const { page } = await newVisitor(app);
    await page.goto('/suppliers/atelier-rebond');
    const proven = Number(await page.locator('.pillars summary b').first().textContent());
    const facts = (await page.textContent('#facts'))!;
    const found = async (path: string) => ((await (await page.request.get(path)).json()) as { total: number }).total;
    const strong = await found('/api/v1/offers?supplier=atelier-rebond&evidence=L3');
    const high = await found('/api/v1/offers?supplier=atelier-rebond&score_min=40&audience=professional');
    await page.context().close();
    return { proven, expired: (facts.match(/périmée depuis/g) ?? []).length, strong, high };
  };
  const before = await score();
  expect(before).toMatchObject({ proven: 52, expired: 0 });
  expect(Math.min(before.strong, before.high)).toBeGreaterThan(0);
  app.server.kill('SIGTERM');
  await new Promise((resolve) => app.server.once('exit', resolve));
  await app.restart(1200);
  await expect.poll(async () => (await score()).high, { timeout: 20_000 }).toBe(0);
  const after = await score();
  expect(after.proven).toBeLessThan(10);
  expect(after.expired).toBeGreaterThan(15);
  expect(after.strong).toBe(0);
}, 120_000);

/** The receipt of the newest decision about an object, as the ledger of the running town gives it. */
function receiptOfDecision(object: string): string {
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  const ledgerKey = loadLedgerKey(join(app.dataDir, 'keys', 'ledger.pem'), 'halle.example/ledger');
  const actor = { kind: 'system', name: 'test' } as const;
  const ctx = { db, ledgerKey, actor, now: new Date(), locale: 'fr' as const, town: demoTown };
  const { index } = entriesOf(ctx, object).findLast(({ kind }) => kind === 'decision.signed')!;
  const receipt = receiptOf(ctx, index);
  db.$client.close();
  return receipt;
}

test('/verify reads decisions that one signature stands for, and refuses a changed one', async () => {
  handIn(2);
  const { page, complaints } = await newVisitor(app);
  await page.goto('/sign-in?to=/steward?kind=evidence');
  await signIn(page, 'noe@cooperative-112.example');
  await page.goto('/steward?kind=evidence');
  const boxes = await page.locator('input[name=evidence]').all();
  const [id = ''] = (await boxes[0]!.inputValue()).split(':');
  for (const box of boxes) await box.check();
  await page.getByRole('button', { name: 'Accepter les preuves cochées' }).click();
  await page.getByText('2 preuves sont acceptées.').waitFor();
  const receipt = receiptOfDecision(id);
  await page.goto('/verify');
  await page.fill('#receipt', receipt);
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByText('Signé par le registre seul', { exact: true }).waitFor();
  expect(await page.textContent('#facts')).toContain('la décision a été prise par mot de passe');
  expect(await page.textContent('#facts')).toContain('vaut pour 2 décisions');
  expect(await page.textContent('#entry')).toContain('"verb": "evidence.decide"');
  const [, extra = ''] = receipt.split('\n');
  const entry = Buffer.from(extra.slice('extra '.length), 'base64').toString();
  const changed = Buffer.from(entry.replace('"outcome":"accept', '"outcome":"return')).toString('base64');
  await page.fill('#receipt', receipt.replace(extra, `extra ${changed}`));
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await page.getByText('Ne se vérifie pas').waitFor();
  expect(complaints).toEqual([]);
});
