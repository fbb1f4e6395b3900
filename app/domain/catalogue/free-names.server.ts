// References and addresses that no other offer has yet.
import type { Ctx } from '#app/domain/shared/context.ts';
import { toSlug } from '#app/domain/shared/slug.ts';
import { getValue, hasRow, integer, nullable } from '#db/rows.ts';

type Reader = Pick<Ctx, 'db'>;

/** An offer without a reference (SKU) gets its slug as one, so that imports can always match it. */
export function findFreeSku(ctx: Reader, supplierId: string, slug: string): string {
  const isTaken = (sku: string) =>
    hasRow(ctx.db, 'select 1 from offers where supplier_id = ? and sku = ?', supplierId, sku);
  for (let n = 1; ; n++) {
    const sku = n === 1 ? slug : `${slug}-${n}`;
    if (!isTaken(sku)) return sku;
  }
}

/** The address of a new offer by its name, with a number where another offer has it. */
export function findFreeSlug(ctx: Reader, name: string): string {
  const base = toSlug(name) || 'offre';
  if (!hasRow(ctx.db, 'select 1 from offers where slug = ?', base)) return base;
  const last = getValue(
    ctx.db,
    nullable(integer),
    `select max(cast(substr(slug, length(@base) + 2) as integer))
     from offers
     where slug >= @base || '-' and slug < @base || '-:'
       and substr(slug, length(@base) + 2) not glob '*[^0-9]*'`,
    { base },
  );
  return `${base}-${Math.max(1, last ?? 1) + 1}`;
}
