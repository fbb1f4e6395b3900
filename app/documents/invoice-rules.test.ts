// Every kind of document before the three rule sets that its receivers run (tests/invoice-rules/README.md).
import { beforeAll, expect, test } from 'vitest';
import { listContributionInvoices } from '#app/domain/invoicing/contribution-invoices.server.ts';
import type { InvoiceContent } from '#app/domain/invoicing/invoice.ts';
import { findInvoice } from '#app/domain/invoicing/invoices.server.ts';
import { long, seed } from '#tests/setup/repetitions.ts';
import { checkRules, type RuleSet, readRuleSet } from '#tests/setup/schematron.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { facturXml } from './factur-x.server.ts';

const at = (name: string) => `tests/invoice-rules/${name}`;
const sets: Record<string, RuleSet> = {};

beforeAll(() => {
  Object.assign(sets, {
    'EN 16931': readRuleSet(at('en-16931-cii-1.3.16.xslt')),
    'French CTC': readRuleSet(at('br-fr-flux2-cii-1.3.0.xslt')),
    'Factur-X': readRuleSet(at('factur-x-1.0.8-en16931.xslt'), at('factur-x-1.0.8-en16931-codes.xml')),
  });
});

/** Ids of the broken rules; those that only warn are left out unless asked for. */
function broken(xml: string, warnings = false): string[] {
  const findings = Object.values(sets).flatMap((set) => checkRules(set, xml));
  return findings.filter(({ warning }) => warnings || !warning).map(({ id }) => id);
}

function contents(town: TestTown): InvoiceContent[] {
  const ids = town.db.$client.prepare('select id from invoices order by id').pluck().all() as string[];
  return ids.map((id) => findInvoice(town, id)!.content);
}

test(`invoices and credit notes of the town break no rule (seed ${seed})`, async () => {
  const town = await openTown();
  const all = contents(town);
  const chosen = long ? all : all.filter((_, i) => i % 20 === seed % 20);
  expect(chosen.length).toBeGreaterThan(3);
  const found = chosen.map((content) => [content.number, broken(facturXml(content))] as const);
  expect(found.filter(([, ids]) => ids.length > 0)).toEqual([]);
}, 900_000);

test('variants that receivers accept break no rule', async () => {
  const [content] = contents(await openTown());
  const lines = content!.lines.map((line) => ({
    ...line,
    quantity: 3,
    htCents: 1000,
    vatCents: 200,
    vatBasisPoints: 2000,
  }));
  const untaxed = content!.lines.map((line) => ({ ...line, vatCents: 0, vatBasisPoints: 0 }));
  const buyer = { ...content!.buyer, siret: '00090002700012', invoiceRoute: '000900027' };
  const variants: Record<string, Partial<InvoiceContent>> = {
    'price for a base quantity': { lines: lines.slice(0, 1) },
    'art. 293 B': { vatRegime: 'franchise', lines: untaxed, seller: { ...content!.seller, vatNumber: null } },
    margin: { vatRegime: 'margin', lines: untaxed },
    services: { lines: lines.slice(0, 1).map((line) => ({ ...line, kind: 'service' as const })) },
    'owed by transfer': { paidOn: null },
    'routed by the directory': { buyer },
    'with references of the buyer': {
      buyer: {
        ...buyer,
        references: { orderNumber: 'BC & 14', engagement: '', serviceCode: 'CANTINE', costCentre: 'CUISINE' },
      },
    },
    'billed elsewhere': { deliveredTo: { address: '1 rue A', postcode: '51100', city: 'Reims' } },
    'credit note': { kind: 'credit-note', corrects: { number: 'HALLE-001-2026-00001', issuedOn: content!.issuedOn } },
    English: { locale: 'en' },
  };
  const found = Object.entries(variants).map(([name, change]) => [name, broken(facturXml({ ...content!, ...change }))]);
  expect(found).toEqual(Object.keys(variants).map((name) => [name, []]));
});

test('the cooperative’s invoice of a month and its credit note break no rule', async () => {
  const town = await openTown();
  const supplier = town.db.$client.prepare('select supplier_id from contribution_invoices limit 1').pluck().get();
  const [invoice] = listContributionInvoices(town, supplier as string);
  const { content } = invoice!;
  const note = { kind: 'credit-note' as const, corrects: { number: content.number, issuedOn: content.issuedOn } };
  const xml = facturXml(content);
  expect(xml).toContain('<ram:TypeCode>97</ram:TypeCode>');
  expect(xml).not.toContain('mandat');
  expect([broken(xml), broken(facturXml({ ...content, ...note }))]).toEqual([[], []]);
});

test('variants that receivers refuse break the rule that says so', async () => {
  const xml = facturXml(contents(await openTown())[0]!);
  const changed = (from: RegExp, to: string) => {
    const other = xml.replace(from, to);
    expect(other).not.toBe(xml);
    return broken(other, true);
  };
  const operation =
    /<ram:BusinessProcessSpecifiedDocumentContextParameter>.*?<\/ram:BusinessProcessSpecifiedDocumentContextParameter>/s;
  expect(changed(operation, '')).toContain('BR-FR-CO-07_BT-9'); // paid before issue, and nothing says so
  expect(changed(/HALLE-/, 'HALLE.')).toContain('BR-FR-02_BT-1');
  expect(changed(/(<ram:GrandTotalAmount>)\d+/, '$199999')).toContain('BR-CO-15');
  // A buyer's SIREN as its tax registration, as every invoice had it once.
  const registration =
    '<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">000900027</ram:ID></ram:SpecifiedTaxRegistration>';
  expect(changed(/(?=<\/ram:BuyerTradeParty>)/, registration)).toContain('FX-SCH-A-000031');
});
