// Rows of one group of a file become variants, in our own format and in those of shops.
import { expect, test } from 'vitest';
import { importSetup, readIn, writeIn } from '#tests/setup/imports.ts';
import { exportOffers } from './export.server.ts';
import { listImportRows } from './imports.server.ts';

const ownFile = `sku;variant_group;variant;name_fr;category;price;vat;unit;stock
TAB-S;TAB;size=S;Tablier de jardin;textiles;18;20;piece;4
TAB-M;TAB;Taille=M;Tablier de jardin;textiles;18;20;piece;0
TAB-L;TAB;size=L;Tablier de jardin;textiles;21,50;20;piece;7
TAB-X;TAB;size=l;Tablier de jardin;textiles;21,50;20;piece;7
SAC;;;Sac en toile;textiles;9;20;piece;3
`;

type Setup = Awaited<ReturnType<typeof importSetup>>;

function familiesOf({ town, supplier }: Setup) {
  const sql = `select sku, name ->> '$.fr' as name, family, variant, price_cents as cents, stock, status
     from offers where supplier_id = ? and id > ? order by id`;
  return (last: number) => town.db.$client.prepare(sql).all(supplier.id, last);
}

const lastId = ({ town }: Setup) => town.db.$client.prepare('select max(id) from offers').pluck().get() as number;

test('rows with one group are variants; one said twice is refused by name', async () => {
  const d = await importSetup();
  const before = lastId(d);
  const read = await writeIn(d, ownFile);
  expect(read.current()).toMatchObject({ toCreate: 4, refused: 1 });
  expect(listImportRows(d.ctx, read.id, { outcome: 'refuse' })[0]).toMatchObject({
    sku: 'TAB-X',
    detail: [{ column: 'variant', problem: 'twice', row: 3 }],
  });
  const variant = (value: string) => JSON.stringify([{ axis: 'size', value }]);
  expect(familiesOf(d)(before)).toMatchObject([
    { sku: 'TAB-S', name: 'Tablier de jardin, S', family: 'TAB', variant: variant('S'), cents: 1800, stock: 4 },
    { sku: 'TAB-M', name: 'Tablier de jardin, M', family: 'TAB', variant: variant('M'), stock: 0 },
    { sku: 'TAB-L', name: 'Tablier de jardin, L', family: 'TAB', variant: variant('L'), cents: 2150, stock: 7 },
    { sku: 'SAC', name: 'Sac en toile', family: null, variant: null },
  ]);
  const again = await readIn(d, ownFile);
  expect(again.ok && again.current()).toMatchObject({ toCreate: 0, toChange: 0, same: 4 });
  const count = d.town.db.$client.prepare('select count(*) from offers where supplier_id = ?');
  const exported = await readIn(d, [...exportOffers(d.ctx, d.supplier.id)].join(''));
  expect(exported.ok && exported.current()).toMatchObject({
    toCreate: 0,
    toChange: 0,
    refused: 0,
    same: count.pluck().get(d.supplier.id),
  });
});

test('options of Shopify are variants by the handle, also where all have one reference', async () => {
  const d = await importSetup();
  const before = lastId(d);
  await writeIn(
    d,
    `Handle,Title,Body (HTML),Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Price,Status
tee,T-shirt,Coton,Color,Vert,Size,L,Finition,Brodé,TEE,18,active
tee,,,,Bleu,,L,,Uni,TEE,18,
solo,Tasse,Grès,Title,Default Title,,,,,TAS,12,active
`,
  );
  expect(familiesOf(d)(before)).toMatchObject([
    { sku: 'TEE', name: 'T-shirt, Vert, L / Brodé', family: 'tee' },
    { sku: 'tee-Bleu-L-Uni', name: 'T-shirt, Bleu, L / Uni', family: 'tee' },
    { sku: 'TAS', name: 'Tasse', family: null },
  ]);
});

test('variations of WooCommerce are variants of their parent', async () => {
  const d = await importSetup();
  const before = lastId(d);
  await writeIn(
    d,
    `ID,Type,SKU,Name,Published,Short description,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
10,variable,TSH,T-shirt,1,Coton,,,Taille,"S, M"
11,variation,TSH-S,T-shirt - S,1,,18,TSH,Taille,S
12,variation,TSH-M,T-shirt - M,1,,19,id:10,Taille,M
`,
  );
  expect(familiesOf(d)(before)).toMatchObject([
    { sku: 'TSH-S', name: 'T-shirt, S', family: 'TSH', cents: 1800 },
    { sku: 'TSH-M', name: 'T-shirt, M', family: 'TSH', cents: 1900 },
  ]);
});

test('a column of sizes of any file is a label by its header', async () => {
  const d = await importSetup();
  const before = lastId(d);
  await writeIn(d, 'Code modèle;Ref;Désignation;Taille;Prix HT\nBLO;BLO-38;Blouse;38;22\nBLO;BLO-40;Blouse;40;22\n', {
    variant_group: 'Code modèle',
    sku: 'Ref',
    name_fr: 'Désignation',
    variant: 'Taille',
    price: 'Prix HT',
  });
  expect(familiesOf(d)(before)).toMatchObject([
    { name: 'Blouse, 38', family: 'BLO' },
    { name: 'Blouse, 40', family: 'BLO' },
  ]);
});
