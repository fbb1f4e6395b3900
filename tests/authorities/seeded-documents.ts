// Every PDF of the seeded town, as files for programs that are not ours: invoices and credit notes, receipts, and the
// statement of each buyer and year, in the language of the document or in both by turns; and its open data.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderInvoice } from '#app/documents/invoice-pdf.server.ts';
import { receiptView } from '#app/documents/receipt.server.ts';
import { renderReceipt } from '#app/documents/receipt-pdf.server.ts';
import { renderStatement } from '#app/documents/statement-pdf.server.ts';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { findInvoice } from '#app/domain/invoicing/invoices.server.ts';
import { writeArchive } from '#app/domain/ledger/archive.server.ts';
import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { loadLedgerKey, verifierKey } from '#app/domain/ledger/note.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { latestPublication, listPublishedFiles } from '#app/domain/reporting/publication.server.ts';
import {
  computeStatement,
  listStatementLines,
  listYears,
  yearDeclarations,
} from '#app/domain/reporting/year-statement.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { dcatCatalogue } from '#app/town/dcat.server.ts';
import { tableSchema } from '#app/town/table-schemas.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { listValues, text } from '#db/rows.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { seedTown } from '#seeds/run.ts';
import { logFolder } from './log-readers.ts';
import { writeOperatorsFiles } from './operators-programs.ts';

const locales = ['fr', 'en'] as const;
const author = 'halle.test/ledger';

/** Names of the files in `folder`, by kind of document. */
export type SeededDocuments = { invoices: string[]; receipts: string[]; statements: string[]; published: string[] };

export async function writeSeededDocuments(folder: string): Promise<SeededDocuments> {
  mkdirSync(folder, { recursive: true });
  const town = await openSeededTown(join(folder, 'ledger.pem'));
  const write = (name: string, pdf: Uint8Array) => {
    writeFileSync(join(folder, name), pdf);
    return name;
  };
  const made: SeededDocuments = { invoices: [], receipts: [], statements: [], published: [] };
  for (const id of listValues(town.db, text, 'select id from invoices order by id')) {
    const { content } = findInvoice(town, id)!;
    made.invoices.push(write(`invoice-${id}.pdf`, await renderInvoice(content)));
  }
  const entered =
    'select distinct order_id from order_lines where order_id in (select id from orders where paid_at is not null) order by order_id';
  for (const [i, id] of listValues(town.db, text, entered).entries()) {
    const locale = locales[i % 2]!;
    const ctx = { ...town, locale, t: catalogues[locale] };
    const view = receiptView(ctx, findOrder(ctx, id)!, 'https://halle.test');
    made.receipts.push(write(`receipt-${id}.pdf`, await renderReceipt(view, ctx.t.receipt, { lang: locale, author })));
  }
  for (const userId of listValues(town.db, text, 'select distinct user_id from orders order by user_id'))
    made.statements.push(...(await writeStatements(town, userId, write)));
  for (const { name, data } of listPublishedFiles(town, latestPublication(town).size))
    made.published.push(write(name, Buffer.from(data)));
  for (const name of ['categories', 'months', 'places'] as const)
    made.published.push(write(`${name}.schema.json`, Buffer.from(JSON.stringify(tableSchema(name)))));
  const catalogue = JSON.stringify(dcatCatalogue(town, 'https://halle.test'));
  made.published.push(write('dcat.jsonld', Buffer.from(catalogue)));
  mkdirSync(join(folder, logFolder));
  writeArchive(town, join(folder, logFolder));
  await writeOperatorsFiles(town.db, folder);
  town.db.$client.close();
  return made;
}

type SeededTown = Awaited<ReturnType<typeof openSeededTown>>;

async function openSeededTown(keyFile: string) {
  const db = openDb(':memory:');
  migrateDb(db, 'db/migrations');
  const ctx = {
    db,
    ledgerKey: loadLedgerKey(keyFile, author),
    actor: { kind: 'system' as const, name: 'seeds' },
    now: new Date(),
    locale: 'fr' as const,
    town: demoTown,
    ...shippedRules(),
  };
  await seedTown(ctx);
  return ctx;
}

async function writeStatements(
  town: SeededTown,
  userId: string,
  write: (name: string, pdf: Uint8Array) => string,
): Promise<string[]> {
  const made: string[] = [];
  const ctx = { ...town, actor: { kind: 'user' as const, userId } };
  const { note, at } = latestCheckpoint(ctx);
  for (const organisation of [...listOwnOrganisations(ctx), null])
    for (const year of listYears(ctx, { organisation })) {
      const lines = listStatementLines(ctx, { organisation }, year);
      const printed = {
        buyer: organisation?.name ?? userId,
        siret: organisation?.siret ?? null,
        statement: computeStatement(ctx, { organisation }, year, lines),
        declarations: yearDeclarations(ctx, { organisation }, year, lines),
        lines,
        note,
        at: new Date(at),
        key: verifierKey(ctx.ledgerKey),
      };
      const locale = locales[year % 2]!;
      const pdf = await renderStatement(printed, catalogues[locale], locale, author);
      made.push(write(`statement-${organisation?.id ?? userId}-${year}.pdf`, pdf));
    }
  return made;
}
