// A file made from an older export, and a catalogue that changes between preview and confirmation.
import { expect, test } from 'vitest';
import { findBySku, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { reserveStock } from '#app/domain/catalogue/stock.server.ts';
import { listMovements } from '#app/domain/catalogue/stock-history.server.ts';
import { header, importSetup, readIn, row, writeIn } from '#tests/setup/imports.ts';
import { exportOffers } from './export.server.ts';
import { confirmImport, listImportRows } from './imports.server.ts';
import { runImports } from './run.server.ts';

async function open() {
  const d = await importSetup();
  await writeIn(d, header + row('p1'));
  const offer = () => findBySku(d.ctx, d.supplier.id, ['p1'])[0]!;
  const lines = [...exportOffers(d.ctx, d.supplier.id)].join('').split('\r\n');
  const file = `${lines[0]}\n${lines.find((line) => line.startsWith('p1;'))}\n`;
  return { d, offer, file };
}

test('an older export does not undo a sale, and a stock changed in it is a difference', async () => {
  const { d, offer, file } = await open();
  reserveStock(d.ctx, offer().id, 3, 'ord_a');
  const same = await readIn(d, file);
  expect(same.ok && same.current()).toMatchObject({ same: 1, toChange: 0 });
  await writeIn(d, file.replace(';40;40;', ';42;40;'));
  expect(offer().stock).toBe(39);
  expect(listMovements(d.ctx, offer().id)[0]).toMatchObject({ kind: 'import', quantity: 2, balance: 39 });
  await writeIn(d, file.replace(';40;40;', ';0;40;'));
  expect(offer().stock).toBe(0);
});

test('a stock without the one exported is a count, said so, and what sells before the writing stays sold', async () => {
  const { d, offer } = await open();
  const read = await readIn(d, (header + row('p1')).replace(';40', ';50'));
  if (!read.ok) throw new Error(read.reason);
  expect(listImportRows(d.ctx, read.id)[0]?.detail).toEqual([['stock', 40, 50, 'counted']]);
  reserveStock(d.ctx, offer().id, 3, 'ord_a');
  confirmImport(d.ctx, read.current());
  await runImports(d.ctx);
  expect(offer().stock).toBe(47);
});

test('an empty stock cell never makes an offer unlimited', async () => {
  const { d, offer } = await open();
  const read = await readIn(d, (header + row('p1')).replace(';40', ';'));
  expect(read.ok && read.current()).toMatchObject({ same: 1, toChange: 0 });
  expect(offer().stock).toBe(40);
});

test('a field that a colleague changed after the preview keeps the newer value', async () => {
  const { d, offer } = await open();
  const read = await readIn(d, (header + row('p1', '3')).replace('calibre moyen', 'gros calibre'));
  if (!read.ok) throw new Error(read.reason);
  updateOffer(d.ctx, offer(), { priceCents: 900, leadDays: 4 }, 'form');
  confirmImport(d.ctx, read.current());
  await runImports(d.ctx);
  expect([offer().priceCents, offer().leadDays, offer().description.fr]).toEqual([900, 4, 'Lavés, gros calibre']);
});
