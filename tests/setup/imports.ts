// A supplier of the seeded town that imports files.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  confirmImport,
  getImport,
  type ImportCtx,
  receiveFile,
  startReading,
} from '#app/domain/imports/imports.server.ts';
import { runImports } from '#app/domain/imports/run.server.ts';
import { folderStorage } from '#app/domain/shared/storage.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { openTown, type TestTown } from './test-town.ts';

const lucie = 'lucie@jardins-de-la-vesle.example';

export async function importSetup() {
  const town = await openTown();
  const storage = folderStorage(mkdtempSync(join(tmpdir(), 'halle-import-')));
  const ctx: ImportCtx = { ...town.ctx(lucie), storage };
  const id = town.db.$client
    .prepare(`select id from suppliers where slug = 'jardins-de-la-vesle'`)
    .pluck()
    .get() as string;
  const [supplier] = findSuppliers(ctx, [id]);
  return { town, ctx, supplier: supplier! };
}

export async function readIn(
  { ctx, supplier }: Awaited<ReturnType<typeof importSetup>>,
  text: string | Buffer,
  mapping?: Record<string, string>,
) {
  const received = await receiveFile(ctx, supplier, { name: 'f.csv', bytes: Buffer.from(text as string) });
  if (!received.ok) return received;
  const current = () => getImport(ctx, supplier.id, received.importId);
  if (current().state === 'mapping') startReading(ctx, current(), mapping ?? current().mapping);
  await runImports(ctx);
  return { ok: true as const, id: received.importId, current };
}

export async function writeIn(
  d: Awaited<ReturnType<typeof importSetup>>,
  text: string | Buffer,
  mapping?: Record<string, string>,
) {
  const read = await readIn(d, text, mapping);
  if (!read.ok) throw new Error(read.reason);
  confirmImport(d.ctx, read.current());
  await runImports(d.ctx);
  return read;
}

export function offersBySku(town: TestTown, sku: string) {
  return town.db.$client
    .prepare(
      `select *, name ->> '$.fr' as name_fr, name ->> '$.en' as name_en,
         description ->> '$.fr' as description_fr, description ->> '$.en' as description_en
       from offers
       where sku = ?`,
    )
    .all(sku) as Record<string, unknown>[];
}

export const header = 'sku;name_fr;description_fr;category;price;vat;unit;stock\n';
export const row = (sku: string, price = '2,50') =>
  `${sku};Poireaux ${sku};Lavés, calibre moyen;food;${price};5,5;kg;40\n`;
