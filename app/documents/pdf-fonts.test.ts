import { expect, test } from 'vitest';
import type { InvoiceContent, InvoiceParty } from '#app/domain/invoicing/invoice.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { readPdfStructure, textsOf } from '#tests/setup/pdf-structure.ts';
import { renderInvoice } from './invoice-pdf.server.ts';
import { fontRuns } from './pdf-fonts.server.ts';

const everyScript = 'Nguyễn Σωκράτης Дмитрий 日本 اللغة العربية שלום ירושלים 한국 ไทย 🌱';
/** An ideograph of the second plane, which no font of ours has. */
const rare = '𠀀';

function invoiceTo(name: string): InvoiceContent {
  const party: InvoiceParty = {
    ...{ name, legalForm: null, siret: '00090002700012', vatNumber: null, email: 'a@b.example' },
    ...{ address: '1 rue', postcode: '51100', city: 'Reims', invoiceRoute: null },
  };
  return {
    ...{ number: 'X-1', kind: 'invoice', corrects: null, orderNumber: 'X4N', locale: 'fr', vatRegime: 'standard' },
    ...{ issuer: { town: 'Microville 112', iban: null }, mandate: null, deliveredTo: null },
    ...{
      issuedAt: '2026-04-08T10:00:00.000Z',
      issuedOn: '2026-04-08',
      deliveredOn: '2026-04-08',
      paidOn: '2026-04-08',
      dueOn: '2026-04-08',
    },
    seller: { ...party, name: 'Хлеб' },
    buyer: party,
    lines: [
      {
        ...{ kind: 'goods', nameFr: '抹茶'.repeat(40), nameEn: 'x', quantity: 1, unitCode: 'C62' },
        ...{ htCents: 1000, vatBasisPoints: 2000, vatCents: 200 },
      },
    ],
  };
}

async function textsOfInvoice(name: string): Promise<string[]> {
  const pdf = await renderInvoice(invoiceTo(name));
  const { elements, untagged, strays } = readPdfStructure(pdf);
  expect([untagged, strays]).toEqual([[], 0]);
  return elements.flatMap(textsOf);
}

test('prints a name in any script, each letter by a font that has it', async () => {
  for (const font of ['text', 'strong', 'title'] as const) {
    const runs = fontRuns(everyScript, font);
    expect(runs.map(({ text }) => text).join('')).toBe(everyScript);
    expect(runs.filter(({ lacking }) => lacking)).toEqual([]);
  }
  expect(fontRuns('Épicerie œuvrière', 'title')).toEqual([
    { text: 'Épicerie œuvrière', font: 'title', lacking: false },
  ]);
  const read = await textsOfInvoice(everyScript);
  expect(read).toContain(everyScript);
  expect(read).not.toContain(catalogues.fr.invoices.lacking);
});

test('says which letters the fonts lack, and leaves out only what is never seen', async () => {
  expect(fontRuns(`a${rare}`, 'text').map(({ text, lacking }) => [text, lacking])).toEqual([
    ['a', false],
    ['□', true],
  ]);
  expect(fontRuns('a\u202eb', 'text').map(({ text }) => text)).toEqual(['ab']);
  const read = await textsOfInvoice(`Wang ${rare}`);
  expect(read).toContain(`Wang ${rare}`);
  expect(read.map((text) => text.replaceAll('\u00a0', ' '))).toContain(
    catalogues.fr.invoices.lacking.replaceAll(/[\u00a0\u202f]/g, ' '),
  );
});
