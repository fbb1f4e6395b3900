import { expect, test } from 'vitest';
import { findPublicFacts, statePublicFacts } from '#app/domain/accounts/public-organisations.server.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { recordCertificate } from '#app/domain/suppliers/certificates.server.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { answerPurchase, enterAgecShare, enterGift } from './declaration-facts.server.ts';
import { listStatementLines, listYears, ownBuyer } from './year-statement.server.ts';
import { viewYear } from './year-view.server.ts';

test('keeps what a buyer says of its purchases, its nature and its gifts, and shows it at once', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  const buyer = ownBuyer(ctx, null);
  const year = listYears(ctx, buyer)[0]!;
  const { id } = buyer.organisation!;
  expect(viewYear(ctx, buyer, year).declarations.declares).toBe(findPublicFacts(ctx, id).nature === 'local-authority');
  statePublicFacts(ctx, id, { nature: 'state', canteenSiret: '73282932000074' });
  enterGift(ctx, buyer, year, 'toys', 12_300);
  const said = viewYear(ctx, buyer, year).declarations;
  expect([said.declares, said.canteenSiret]).toEqual([true, '73282932000074']);
  expect(said.agec.rows.find(({ category }) => category === 'Jeux et jouets')).toMatchObject({ giftCents: 12_300 });
  const open = said.agec.open[0]!;
  const lines = listStatementLines(ctx, buyer, year);
  answerPurchase(ctx, buyer, lines, open.leaf.index, { agecLine: 'sports' });
  const after = viewYear(ctx, buyer, year).declarations.agec;
  expect(after.open.map(({ leaf }) => leaf.index)).not.toContain(open.leaf.index);
  expect(after.rows.find(({ category }) => category === 'Articles et équipement sportifs')?.totalCents).toBe(
    open.cents,
  );
  expect(() => answerPurchase(ctx, buyer, lines, 999_999, { agecLine: 'sports' })).toThrow(NotFound);
  expect(() => answerPurchase(ctx, { organisation: null }, lines, open.leaf.index, { agecLine: 'it' })).toThrow(
    Forbidden,
  );
});

test('a steward enters the shares of the annex, and a certificate that they read', async () => {
  const town = await openTown();
  const share = { line: 'paper', from: 2024, reuse: 2, recycled: 60, source: 'annexe, ligne 5' } as const;
  expect(() => enterAgecShare(town.ctx(), share)).toThrow(Forbidden);
  const ctx = town.ctx('anais@cooperative-112.example');
  enterAgecShare(ctx, share);
  const supplierId = town.db.$client
    .prepare(`select id from suppliers where slug = 'brasserie-du-hangar'`)
    .pluck()
    .get() as string;
  const paper = {
    label: 'hve',
    certifier: 'Certificateur',
    number: 'H-1',
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
  };
  recordCertificate(ctx, supplierId, paper);
  recordCertificate(ctx, supplierId, { ...paper, validFrom: '2027-01-01', validUntil: '2027-12-31' });
  const rows = town.db.$client.prepare('select valid_from, valid_until from supplier_labels where label = ?').raw();
  expect(rows.all('hve')).toEqual([['2026-01-01', '2027-12-31']]);
  expect(() => recordCertificate(town.ctx(), supplierId, paper)).toThrow(Forbidden);
});
