// The texts and salts that the commitments of an entry open with, for its parties. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { blob, findRow, nullable, text } from '#db/rows.ts';
import type { ReceiptOpening } from './receipt.ts';

/** None of what was erased. Callers look at who asks: an opening is for the parties of the entry alone. */
export function openingsOf({ db }: Pick<Ctx, 'db'>, index: number): ReceiptOpening[] {
  const row = findRow(
    db,
    { salt: nullable(blob), names: nullable(text), figuresSalt: nullable(blob), figures: nullable(text) },
    `select p.salt, unpacked(p.canonical) as names, f.salt as figuresSalt, unpacked(f.canonical) as figures
     from ledger_entries l
     left join ledger_private p on p.event = l.event
     left join ledger_figures f on f.idx = l.idx
     where l.idx = ?`,
    index,
  );
  if (!row) return [];
  const { salt, names, figuresSalt, figures } = row;
  return [
    ...(figuresSalt && figures !== null ? [{ name: 'figures' as const, salt: figuresSalt, text: figures }] : []),
    ...(salt && names !== null ? [{ name: 'private' as const, salt, text: names }] : []),
  ];
}
