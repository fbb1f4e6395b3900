import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { emptyDraft, writeCells } from '#app/domain/catalogue/cells.ts';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { header, importSetup, offersBySku, readIn, row, writeIn } from '#tests/setup/imports.ts';
import { exportOffers } from './export.server.ts';
import { plainText } from './formats.ts';
import { confirmImport, listImportRows } from './imports.server.ts';
import { detectDelimiter, detectEncoding } from './read-text.ts';
import { runImports } from './run.server.ts';

test('writes offers only after the preview is confirmed', async () => {
  const d = await importSetup();
  const text = header + row('p1') + row('p2', 'gratuit') + row('p1') + row('p3').replace('Lavés', 'Légume écologique,');
  const read = await readIn(d, text);
  if (!read.ok) throw new Error(read.reason);
  expect(read.current()).toMatchObject({ state: 'preview', rowsRead: 4, toCreate: 2, refused: 2 });
  expect(offersBySku(d.town, 'p1')).toEqual([]);
  const refused = listImportRows(d.ctx, read.id, { outcome: 'refuse' }).map(({ row, detail }) => [row, detail[0]]);
  expect(refused).toEqual([
    [2, { column: 'price', problem: 'money' }],
    [3, { column: 'sku', problem: 'twice', row: 1 }],
  ]);
  confirmImport(d.ctx, read.current());
  await runImports(d.ctx);
  expect(offersBySku(d.town, 'p1')).toMatchObject([
    { price_cents: 250, vat_basis_points: 550, stock: 40, status: 'live' },
  ]);
  const again = await readIn(d, header + row('p1'));
  expect(again.ok && again.current()).toMatchObject({ toCreate: 0, toChange: 0, same: 1 });
  const dearer = await writeIn(d, header + row('p1', '3'));
  expect(dearer.current()).toMatchObject({ toChange: 1, state: 'done' });
  expect(offersBySku(d.town, 'p1')).toMatchObject([{ price_cents: 300 }]);
});

test('importing an export changes nothing; the export escapes formulas', async () => {
  const d = await importSetup();
  await writeIn(d, `${header}f1;"=HYPERLINK(""http://evil"")";Texte;food;1;5,5;kg;\n`);
  const text = [...exportOffers(d.ctx, d.supplier.id)].join('');
  expect(text).toContain(`"'=HYPERLINK`);
  const before = d.town.db.$client.prepare('select * from offers where supplier_id = ? order by id').all(d.supplier.id);
  const read = await readIn(d, text);
  expect(read.ok && read.current()).toMatchObject({ toCreate: 0, toChange: 0, refused: 0, same: before.length });
  expect(
    d.town.db.$client.prepare('select * from offers where supplier_id = ? order by id').all(d.supplier.id),
  ).toEqual(before);
  expect(offersBySku(d.town, 'f1')).toMatchObject([{ name_fr: '=HYPERLINK("http://evil")' }]);
});

test('keeps the barcode of a file, and refuses a row whose barcode is none', async () => {
  const d = await importSetup();
  const text =
    header.replace('sku;', 'sku;gtin;') +
    row('b1').replace('b1;', 'b1;3 017620 422003;') +
    row('b2').replace('b2;', 'b2;3017620422004;');
  const read = await readIn(d, text);
  if (!read.ok) throw new Error(read.reason);
  expect(listImportRows(d.ctx, read.id, { outcome: 'refuse' }).map(({ sku, detail }) => [sku, detail[0]])).toEqual([
    ['b2', { column: 'gtin', problem: 'gtin' }],
  ]);
  confirmImport(d.ctx, read.current());
  await runImports(d.ctx);
  expect(offersBySku(d.town, 'b1')).toMatchObject([{ gtin: '3017620422003' }]);
  expect([...exportOffers(d.ctx, d.supplier.id)].join('')).toContain('3017620422003');
});

test('importing an export with decimal commas changes nothing', async () => {
  const d = await importSetup();
  await writeIn(d, `${header}f1;Huile;Texte;food;12,5;5,5;kg;\n`);
  const comma = (point: string) => point.replace('.', ',');
  const text = [...exportOffers(d.ctx, d.supplier.id, comma)].join('');
  const [head, ...lines] = text.split('\r\n').map((line) => line.replace('\uFEFF', '').split(';'));
  const own = lines.find(([sku]) => sku === 'f1')!;
  expect(['price', 'vat'].map((column) => own[head!.indexOf(column)])).toEqual(['12,50', '5,5']);
  expect(text).not.toMatch(/;\d+\.\d+;/);
  const count = d.town.db.$client
    .prepare('select count(*) from offers where supplier_id = ?')
    .pluck()
    .get(d.supplier.id);
  const read = await readIn(d, text);
  expect(read.ok && read.current()).toMatchObject({ toCreate: 0, toChange: 0, refused: 0, same: count });
});

const shopifyFile = `Handle,Title,Body (HTML),Vendor,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src,Status
savon,Savon de Loivre,"<p>Huile d&#39;olive &amp; soude</p>",Moi,true,Parfum,Lavande,SAV-L,100,shopify,12,4.50,x.jpg,active
savon,,,,,,Nature,SAV-N,100,shopify,3,4.20,,
savon,,,,,,,,,,,,y.jpg,
`;
const wooFile = `ID,Type,SKU,Name,Published,"Short description",Stock,"Weight (kg)","Regular price",Parent
10,variable,TSH,T-shirt,1,Coton,,,,
11,variation,TSH-S,T-shirt - S,1,,5,0.2,18,TSH
12,simple,,Tablier,1,<b>Lin</b> lavé,,0.4,25.5,
`;
const ofnFile = `producer,category,name,display_name,units,unit_type,variant_unit_name,price,on_hand,on_demand,sku
Moi,Vegetables,Courges,Potimarron,500,g,,2.40,30,,COU
Moi,Vegetables,Pain,,1,,miche,3.5,,1,PAIN
`;
test.each([
  [
    'shopify',
    shopifyFile,
    {
      'SAV-L': {
        name_fr: 'Savon de Loivre, Lavande',
        description_fr: "Huile d'olive & soude",
        price_cents: 450,
        mass_grams: 100,
        stock: 12,
      },
      'SAV-N': { name_fr: 'Savon de Loivre, Nature', price_cents: 420 },
    },
  ],
  [
    'woocommerce',
    wooFile,
    {
      'TSH-S': { name_fr: 'T-shirt - S', price_cents: 1800, stock: 5, mass_grams: 200 },
      'woo-12': { name_fr: 'Tablier', description_fr: 'Lin lavé', stock: null },
    },
  ],
  [
    'open-food-network',
    ofnFile,
    {
      COU: {
        name_fr: 'Courges, Potimarron',
        unit: 'kg',
        pack_milli: 500,
        mass_grams: 500,
        stock: 30,
        category: 'food',
      },
      PAIN: { unit: 'piece', stock: null },
    },
  ],
])('recognises the export of %s by its headers', async (format, text, expected) => {
  const d = await importSetup();
  const read = await writeIn(d, text);
  expect(read.current()).toMatchObject({ format, refused: 0, toCreate: 2 });
  for (const [sku, fields] of Object.entries(expected)) expect(offersBySku(d.town, sku)).toMatchObject([fields]);
});

test('reads words of every object in a file as any unknown word', async () => {
  const d = await importSetup();
  const read = await writeIn(
    d,
    `${ofnFile}Moi,Vegetables,Pommes,,1,constructor,,3,5,,POM\nMoi,Vegetables,Noix,,1,__proto__,,3,5,,NOI\n`,
  );
  expect(read.current()).toMatchObject({ refused: 0, toCreate: 4 });
  for (const sku of ['POM', 'NOI']) expect(offersBySku(d.town, sku)).toMatchObject([{ unit: 'piece', stock: 5 }]);
  await writeIn(d, `${wooFile}13,simple,NAP,Nappe,1,Lin &constructor; lavé,,0.4,25.5,\n`);
  expect(offersBySku(d.town, 'NAP')).toMatchObject([{ description_fr: 'Lin &constructor; lavé' }]);
});

test('reads an unknown format by its mapping, with defaults for the rest', async () => {
  const d = await importSetup();
  const text = 'Code;Désignation;PU HT;Qté\nA1;Étagère;"1 234,50";7\n';
  const read = await writeIn(d, text, {
    sku: 'Code',
    name_fr: 'Désignation',
    price: 'PU HT',
    stock: 'Qté',
    '=category': 'furniture',
    '=vat': '2000',
    '=status': 'draft',
  });
  expect(read.current()).toMatchObject({ format: 'other', toCreate: 1 });
  expect(offersBySku(d.town, 'A1')).toMatchObject([
    { name_fr: 'Étagère', price_cents: 123_450, category: 'furniture', status: 'draft', stock: 7 },
  ]);
});

const accents = 'name_fr;price\nPâté de forêt;3,20\n';
test.each([
  ['utf-8', Buffer.from(accents)],
  ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(accents)])],
  ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(accents, 'utf16le')])],
  ['utf-16le', Buffer.from(accents, 'utf16le')],
  ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(accents, 'utf16le').swap16()])],
  ['windows-1252', Buffer.from(accents, 'latin1')],
] as const)('reads accents in %s', async (encoding, bytes) => {
  expect(detectEncoding(bytes)).toBe(encoding);
  const d = await importSetup();
  const read = await readIn(d, bytes);
  expect(read.ok && listImportRows(d.ctx, read.id)[0]).toMatchObject({ name: 'Pâté de forêt', outcome: 'create' });
});

test('detectDelimiter ignores quoted text', () => {
  expect(detectDelimiter('a;b;"c,d,e,f"\n')).toBe(';');
  expect(detectDelimiter('a\tb\tc')).toBe('\t');
  expect(detectDelimiter('one column')).toBe(',');
});

/** Files that are not a table, generated here. */
const hostile: [string, Buffer, string][] = [
  ['nothing', Buffer.alloc(0), 'empty'],
  ['a workbook', Buffer.from('PK\u0003\u0004rest of a zip'), 'not-text'],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'not-text'],
  ['a PDF', Buffer.from('%PDF-1.7'), 'not-text'],
  ['zero bytes', Buffer.alloc(5000), 'not-text'],
  ['too heavy', Buffer.alloc(33 * 1024 * 1024, 'a'), 'too-heavy'],
];
test.each(hostile)('receiveFile refuses a file: %s', async (_, bytes, reason) => {
  expect(await readIn(await importSetup(), bytes)).toEqual({ ok: false, reason });
});

test.each([
  ['an open quote', `${header}x;"never closed;\n${row('y').repeat(50)}`],
  ['one endless cell', `${header}x;${'a'.repeat(600_000)};d;food;1;5.5;kg;1\n`],
  ['ragged rows', `${header}x\ny;Nom;d;food;1;5,5;kg;1;more;and;more\n`],
  ['prototype columns', '__proto__;constructor;name_fr;price\n1;2;Nom;3\n'],
  ['scripts and formulas', `${header}x;<script>alert(1)</script>;=1+1;food;1;5,5;kg;1\n`],
  ['huge numbers', `${header}x;Nom;d;food;1e21;5,5;kg;99999999999999999999\n`],
  ['negative', `${header}x;Nom;d;food;-5;5,5;kg;-1\n`],
])('reads %s without throwing or writing an offer', async (_, text) => {
  const d = await importSetup();
  const before = d.town.db.$client.prepare('select count(*) from offers').pluck().get();
  const read = await readIn(d, text);
  expect(read.ok ? ['preview', 'failed'] : ['preview']).toContain(read.ok ? read.current().state : 'preview');
  expect(d.town.db.$client.prepare('select count(*) from offers').pluck().get()).toBe(before);
});

test('readCells restores every seeded offer from writeCells', async () => {
  const { town } = await importSetup();
  const { offers } = await import('#db/schema/catalogue.ts');
  const all = town.db.select().from(offers).all();
  expect(all.length).toBeGreaterThan(300);
  for (const offer of all) {
    const { draft, problems } = readCells(factors, writeCells({ ...asDraft(offer), status: offer.status }));
    expect([offer.slug, problems]).toEqual([offer.slug, []]);
    for (const [name, value] of Object.entries(draft))
      expect([offer.slug, name, value]).toEqual([offer.slug, name, asDraft(offer)[name as keyof OfferDraft]]);
  }
  expect(Object.keys(readCells(factors, writeCells({ ...emptyDraft, status: 'draft' })).draft).sort()).toEqual(
    Object.keys(emptyDraft).sort(),
  );
});

test('plainText removes tags and scripts and decodes entities', () => {
  expect(plainText('<p>Un&nbsp;pain</p><ul><li>bis</li></ul><script>x()</script>&#233;t&eacute; &lt;b&gt;')).toBe(
    'Un pain\nbis\nété <b>',
  );
});

test('plainText takes time in proportion to the length of the text', () => {
  // Quadratic expressions took 766 ms for the first of these, 5,000 times what words of that length take.
  const words = fastest(() => plainText('mots '.repeat(6400)));
  for (const opening of ['<', '\u00a0', '<p ', '<script', '<style>', '&', '&#', ' \n']) {
    const hostile = fastest(() => plainText(opening.repeat(32_000 / opening.length)));
    expect([opening, hostile < 200 * Math.max(words, 0.05)]).toEqual([opening, true]);
  }
});

test('plainText cuts what no description can hold before it looks at it', () => {
  expect(plainText('<'.repeat(128_000))).toHaveLength(2001);
  expect(fastest(() => plainText('<'.repeat(256_000)))).toBeLessThan(
    fastest(() => plainText('mots '.repeat(6400))) + 1,
  );
});

test('a file of hostile cells is read as evenly as one of words', async () => {
  const rows = (cell: string) => Array.from({ length: 40 }, (_, n) => `h${n},Titre ${n},${cell},2.50,s${n}\n`).join('');
  const file = (cell: string) => `Handle,Title,Body (HTML),Variant Price,Variant SKU\n${rows(cell)}`;
  const longest = async (cell: string) => {
    const d = await importSetup();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await readIn(d, file(cell));
    delay.disable();
    return delay.max / 1e6;
  };
  await longest('mots '.repeat(400)); // compiled code for both
  const words = await longest('mots '.repeat(1600));
  expect(await longest('<'.repeat(8000)), 'V15.2.2').toBeLessThan(10 * Math.max(words, 20));
});

/** The shortest of five times, in milliseconds: what else the machine does lengthens some, never all. */
function fastest(work: () => void): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}
