// `import offers` and `export offers`: the same code as the pages use, run until it is finished.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { judgeAllFigures } from '#app/domain/catalogue/judge-figures.server.ts';
import { exportOffers as exportPieces } from '#app/domain/imports/export.server.ts';
import {
  cancelImport,
  confirmImport,
  getImport,
  type ImportCtx,
  listImportRows,
  receiveFile,
  startReading,
} from '#app/domain/imports/imports.server.ts';
import { runImports } from '#app/domain/imports/run.server.ts';
import { drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { loadRules } from '#app/domain/reporting/active-rules.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { deliverReindex } from '#app/domain/search/index-offers.server.ts';
import { bucketStorage, folderStorage } from '#app/domain/shared/storage.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Db } from '#db/client.ts';
import { suppliers } from '#db/schema/suppliers.ts';

const done = 0;
const no = 1;
const wrong = 2;

/** Judges the figure of every offer again and prints how many have one and how many wait; exit 0, 2 for arguments. */
export function judgeOffers(db: Db, args: string[]): number {
  if (args.length > 0) return refuse('offers judge takes no arguments.');
  const ctx = {
    db,
    actor: { kind: 'system' as const, name: 'command line' },
    now: new Date(),
    locale: 'fr' as const,
    town: loadTown({ db }),
    ...loadRules(db).current,
  };
  const { inside, outside } = judgeAllFigures(ctx);
  console.log(`${inside} offers may say a CO₂e figure, ${outside} name a reference outside its frame.`);
  return done;
}

/** Returns 0 when every row was valid, 1 when some were refused (they are listed), 2 for wrong arguments. */
export async function importOffers(db: Db, env: Env, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { supplier: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  });
  const [file] = positionals;
  if (!file) return refuse('import offers needs a FILE.');
  const supplier = findSupplier(db, values.supplier);
  if (!supplier) return refuse('import offers needs --supplier with the slug of a supplier.');
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return refuse(`${file} could not be read: ${(error as Error).message}.`);
  }
  const storage = env.storage.kind === 's3' ? bucketStorage(env.storage) : folderStorage(join(env.dataDir, 'files'));
  const ctx: ImportCtx = {
    db,
    storage,
    actor: { kind: 'system', name: 'command line' },
    now: new Date(),
    locale: 'fr',
    town: loadTown({ db }),
    ...loadRules(db).current,
  };
  const received = await receiveFile(ctx, supplier, { name: basename(file), bytes });
  if (!received.ok) return refuse(`${file} was not taken: ${received.reason}.`);
  const current = () => getImport(ctx, supplier.id, received.importId);
  if (current().state === 'mapping') startReading(ctx, current(), current().mapping);
  await runImports(ctx, { onError: console.error });
  const read = current();
  if (read.state === 'failed') return refuse(`${file} could not be read to its end: ${read.problem}.`);
  console.log(
    `${read.rowsRead} rows: ${read.toCreate} to create, ${read.toChange} to change, ${read.same} the same, ${read.refused} refused.`,
  );
  for (let after = 0; ; ) {
    const rows = listImportRows(ctx, read.id, { outcome: 'refuse', after, limit: 1000 });
    for (const row of rows) console.log(`row ${row.row} ${row.sku}: ${row.detail.map(reasonOf).join('; ')}`);
    if (rows.length === 0) break;
    after = rows.at(-1)!.row;
  }
  if (values['dry-run']) await cancelImport(ctx, current());
  else {
    confirmImport(ctx, current());
    await runImports(ctx, { onError: console.error });
    const search = embeddedEngine(db);
    const indexed = { ...ctx, now: new Date(Date.now() + 1000) };
    while (
      (await drainOutbox(
        indexed,
        searchOnly((payload) => deliverReindex(indexed, search, payload)),
      )) > 0
    );
    console.log(`Written: ${current().state}.`);
  }
  return read.refused > 0 ? no : done;
}

/** Only search tasks; mail stays in the outbox for the server, which has the mail settings. */
function searchOnly(index: (payload: unknown) => Promise<void>) {
  return ({ kind, payload }: { kind: string; payload: Record<string, unknown> }) => {
    if (kind !== 'search') throw new Error('left to the server');
    return index(payload);
  };
}

export function exportOffersFile(db: Db, args: string[]): number {
  const { values } = parseArgs({ args, options: { supplier: { type: 'string' } } });
  const supplier = findSupplier(db, values.supplier);
  if (!supplier) return refuse('export offers needs --supplier with the slug of a supplier.');
  for (const piece of exportPieces({ db }, supplier.id)) process.stdout.write(piece);
  return done;
}

function reasonOf(detail: unknown): string {
  const problem = detail as Record<string, string | number>;
  return [problem.column ?? problem.field, problem.problem, problem.found, problem.row]
    .filter((part) => part !== undefined)
    .join(' ');
}

function findSupplier(db: Db, slug: string | undefined): Supplier | undefined {
  return slug === undefined ? undefined : db.select().from(suppliers).where(eq(suppliers.slug, slug)).get();
}

function refuse(sentence: string): number {
  console.error(sentence);
  return wrong;
}
