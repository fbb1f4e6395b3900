import { expect, test } from 'vitest';
import { emptyDraft, writeCells } from '#app/domain/catalogue/cells.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import { listImportRows } from '#app/domain/imports/imports.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { importSetup, offersBySku, readIn, writeIn } from '#tests/setup/imports.ts';
import { rowMessage } from './import-messages.ts';
import { offerValues } from './offer-form.server.ts';

const tiersFile = (tiers: string) =>
  `sku;name_fr;description_fr;category;price;vat;unit;price_tiers\nOJ;Oignons jaunes;Calibre moyen;food;9,50;5,5;kg;"${tiers}"\n`;

// Typed into LibreOffice 7.4 with the French or English locale, and saved as CSV.
test.each(['40:08,50', '24:01,05', '40:08.50', '100:12:00', '1:40:08,50', '100 = 8,50; 40:08,50', '10:09,50'])(
  'refuses the tier %s, which a spreadsheet turned into a time, with the reason',
  async (tiers) => {
    const d = await importSetup();
    const read = await readIn(d, tiersFile(tiers));
    if (!read.ok) throw new Error(read.reason);
    expect(read.current()).toMatchObject({ toCreate: 0, refused: 1 });
    const [row] = listImportRows(d.ctx, read.id, { after: 0, limit: 10 });
    expect(rowMessage(row!, catalogues.fr, 'fr').map((text) => text.replace(/\s/g, ' '))).toEqual([
      'Prix par quantité : Votre tableur a fait une heure d’un palier : écrivez « 100 = 8,50 » pour « à partir de 100, 8,50 € ».',
    ]);
    expect(rowMessage(row!, catalogues.en, 'en')[0]).toContain('turned a tier into a time');
  },
);

test.each(['100 = 8,50', '100 : 8,50', '100: 8.50', '100=8.50', '100 :8,50'])(
  'reads the tier %s and shows it in the preview',
  async (tiers) => {
    const d = await importSetup();
    const read = await readIn(d, tiersFile(`${tiers}; 200 = 8`));
    if (!read.ok) throw new Error(read.reason);
    const [row] = listImportRows(d.ctx, read.id, { after: 0, limit: 10 });
    const [message] = rowMessage(row!, catalogues.fr, 'fr');
    expect(message?.replace(/\s/g, ' ')).toBe('Prix par quantité : dès 100 : 8,50 € · dès 200 : 8,00 €');
  },
);

test.each(['100 = 0', '100 = 8,50; 200 = 0'])('refuses the free tier %s', async (tiers) => {
  const d = await importSetup();
  const read = await readIn(d, tiersFile(tiers));
  if (!read.ok) throw new Error(read.reason);
  const [row] = listImportRows(d.ctx, read.id, { after: 0, limit: 10 });
  expect([row!.outcome, rowMessage(row!, catalogues.fr, 'fr').join()]).toEqual([
    'refuse',
    expect.stringContaining('jamais 0'),
  ]);
});

test('a changed tier is shown before and after', async () => {
  const d = await importSetup();
  await writeIn(d, tiersFile('100 = 8,50'));
  expect(JSON.parse(offersBySku(d.town, 'OJ')[0]!.price_tiers as string)).toEqual([{ from: 100, priceCents: 850 }]);
  const read = await readIn(d, tiersFile('40 = 8,50'));
  if (!read.ok) throw new Error(read.reason);
  const [row] = listImportRows(d.ctx, read.id, { after: 0, limit: 10 });
  expect(rowMessage(row!, catalogues.fr, 'fr').join().replace(/\s/g, ' ')).toBe(
    'Prix par quantité : dès 100 : 8,50 € → dès 40 : 8,50 €',
  );
});

test('export and form write a tier as "100 = 8,50", which is read again', () => {
  const priceTiers = [
    { from: 100, priceCents: 850 },
    { from: 144, priceCents: 105 },
  ];
  const draft = { ...emptyDraft, priceCents: 950, priceTiers };
  expect(writeCells({ ...draft, status: 'live' }).price_tiers).toBe('100 = 8,50; 144 = 1,05');
  expect(offerValues(draft, 'live', 'fr').price_tiers).toBe('100 = 8,50\n144 = 1,05');
  expect(offerValues(draft, 'live', 'en').price_tiers).toBe('100 = 8.50\n144 = 1.05');
  for (const price_tiers of ['100 = 8,50; 144 = 1,05', '100 = 8.50\n144 = 1.05'])
    expect(readCells(factors, { price_tiers }).draft.priceTiers).toEqual(priceTiers);
});
