// One process of app/documents/invoice-file.test.ts: makes the files of invoices, all at once. Prints the hash of what
// it was given for each.
import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { fileHashOf } from '#app/domain/invoicing/invoice-files.server.ts';
import { findInvoice } from '#app/domain/invoicing/invoices.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { folderStorage } from '#app/domain/shared/storage.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

const [file, folder, keyFile, ids] = process.argv.slice(2) as [string, string, string, string];
const db = openDb(file);
db.$client.pragma('busy_timeout = 30000');
const ctx = {
  db,
  actor: { kind: 'system' as const, name: 'test' },
  now: new Date(),
  locale: 'fr' as const,
  town: demoTown,
  storage: folderStorage(folder),
  ledgerKey: loadLedgerKey(keyFile, 'halle.test/ledger'),
};
const hashes = await Promise.all(
  ids.split(',').map(async (id) => fileHashOf(await invoiceFile(ctx, findInvoice(ctx, id)!))),
);
db.$client.close();
console.log(JSON.stringify(hashes));
