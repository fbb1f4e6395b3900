import { expect, test } from 'vitest';
import { settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { carrots, deliver, openPaidTown, paid, supplierOf } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import {
  type ContributionInvoice,
  issueContributionInvoices,
  listContributionInvoices,
} from './contribution-invoices.server.ts';
import { invoiceTotals } from './invoice.ts';

const all = (town: TestTown): ContributionInvoice[] => {
  const suppliers = town.db.$client.prepare('select distinct supplier_id from contribution_invoices').pluck().all();
  return (suppliers as string[]).flatMap((id) => listContributionInvoices(town, id));
};

test('the first of a month invoices each supplier once, all contributions and their VAT', async () => {
  const town = await openTown();
  const ctx = { ...town.ctx(), now: new Date('2100-01-01T00:30:00Z') };
  issueContributionInvoices(ctx);
  expect(issueContributionInvoices(ctx)).toBe(0);
  const invoices = all(town);
  const bySupplier = Map.groupBy(invoices, ({ supplierId }) => supplierId);
  const inBooks = town.db.$client
    .prepare(
      `select party, sum(iif(side = 'credit', amount_cents, -amount_cents)) as htCents
       from book_postings
       where account = 'contribution'
       group by party
       order by party`,
    )
    .all() as { party: string; htCents: number }[];
  const billed = (party: string, pick: 'htCents' | 'vatCents') =>
    (bySupplier.get(party) ?? []).reduce((total, { kind, content }) => {
      const cents = invoiceTotals(content)[pick];
      return total + (kind === 'invoice' ? cents : -cents);
    }, 0);
  expect(inBooks.length).toBeGreaterThan(10);
  expect(inBooks.map(({ party }) => [party, billed(party, 'htCents')])).toEqual(
    inBooks.map(({ party, htCents }) => [party, htCents]),
  );
  const vat = town.db.$client
    .prepare(
      `select sum(iif(side = 'credit', amount_cents, -amount_cents))
       from book_postings
       where account = 'vat' and party = ''`,
    )
    .pluck()
    .get();
  expect(inBooks.reduce((total, { party }) => total + billed(party, 'vatCents'), 0)).toBe(vat);
});

test('the series of the cooperative has no gap within a year, and each month has its own day', async () => {
  const invoices = all(await openTown()).toSorted((a, b) => a.year - b.year || a.seq - b.seq);
  const [first] = invoices;
  expect(invoices.map(({ number }) => number)).toEqual(
    invoices.map(({ year }, i) => {
      const seq = i + 1 - invoices.findIndex((one) => one.year === year);
      return `HALLE-C-${year}-${String(seq).padStart(5, '0')}`;
    }),
  );
  expect(first!.content.issuedOn.endsWith('-01')).toBe(true);
  expect(first!.content.period!.from).toBe(`${first!.month}-01`);
  expect(first!.content.seller).toMatchObject({ name: 'Coopérative de la Halle 112', vatNumber: expect.any(String) });
});

test('a month without an operator in the town’s record is refused, and issued later', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  const supplierId = supplierOf(town, carrots);
  deliver(town, orderId, supplierId);
  settlePart(town.ctx(), orderId, supplierId);
  const before = all(town).length;
  const ctx = { ...town.ctx(), now: new Date('2100-01-01T00:30:00Z') };
  expect(() => issueContributionInvoices({ ...ctx, town: { ...ctx.town, operator: null } })).toThrow('no operator');
  expect(all(town)).toHaveLength(before);
  expect(issueContributionInvoices(ctx)).toBeGreaterThan(0);
});

test('an issued contribution invoice is never changed', async () => {
  const { db } = await openTown();
  for (const sql of ['delete from contribution_invoices', 'update contribution_invoices set total_cents = 1'])
    expect(() => db.$client.exec(sql)).toThrow('never changed');
});
