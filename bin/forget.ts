// Erases a person or an organisation on request, and rewrites the database so that no erased data is left in the
// file.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeInvoiceFile } from '#app/documents/invoice-file.server.ts';
import { findUserId } from '#app/domain/accounts/accounts.server.ts';
import {
  type ErasureRefusal,
  eraseOrganisation,
  erasePerson,
  vacuumDatabase,
} from '#app/domain/erasure/erasure.server.ts';
import { openLedgerKey } from '#app/domain/ledger/keys.server.ts';
import { openStorage } from '#app/domain/shared/storage.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import { eraseTraces } from '#app/erase-traces.server.ts';
import type { Db } from '#db/client.ts';

const sentences: Record<ErasureRefusal['reason'], string> = {
  unknown: 'No account or organisation has that name.',
  'open-orders': 'An order is still to be paid, prepared or handed over.',
  'has-a-supplier': 'The account works for a supplier: hand that over first.',
  'holds-a-role': 'They hold a role of the town: give it to somebody else first.',
  'leads-an-organisation': 'They alone administer an organisation with other people: hand it over first.',
};

/** Returns 1 when the erasure is refused, 2 without `--yes`. Does not touch backups. */
export async function runErasure(db: Db, env: Env, what: 'person' | 'organisation', args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { yes: { type: 'boolean' } }, allowPositionals: true });
  const [named] = positionals;
  if (!named || !values.yes) {
    console.error(`This cannot be undone: forget ${what} ${what === 'person' ? 'EMAIL' : 'ID'} --yes`);
    return 2;
  }
  const ctx = {
    db,
    actor: { kind: 'system', name: 'command line' } as const,
    now: new Date(),
    locale: 'fr' as const,
    town: loadTown({ db }),
    ledgerKey: openLedgerKey(db, join(env.dataDir, 'keys'), env.ledgerOrigin),
  };
  const files = { ...ctx, storage: openStorage(env.storage, env.dataDir) };
  const keep = (invoiceId: string) => makeInvoiceFile(files, invoiceId);
  const done =
    what === 'person'
      ? await erasePerson(ctx, findUserId(ctx, named) ?? '', keep, (traces) => eraseTraces(env, traces))
      : await eraseOrganisation(ctx, named, keep);
  if (!done.ok) {
    console.error(sentences[done.reason]);
    return 1;
  }
  vacuumDatabase(ctx);
  console.log(
    `Forgotten. The files of their invoices stay for ten years, as the Code de commerce wants (art. L123-22).`,
  );
  return 0;
}
