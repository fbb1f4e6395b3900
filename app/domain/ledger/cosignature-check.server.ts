// The cosignatures that are kept against the entries that count and hold them.
import type { Ctx } from '#app/domain/shared/context.ts';
import { hasRow, integer, listValues } from '#db/rows.ts';
import { entriesOfKind } from './log.server.ts';
import type { OutsideFault } from './outside.ts';

type Witnessed = { size: number; kept: number; cosignatures: string[] };

/** Cosignatures that an entry holds or counts and that are gone. */
export function checkCosignatures({ db }: Pick<Ctx, 'db'>): OutsideFault[] {
  return entriesOfKind({ db }, 'checkpoint.witnessed').flatMap(({ index, bytes }): OutsideFault[] => {
    const { size, kept, cosignatures } = JSON.parse(bytes.toString()) as Witnessed;
    const [now = 0] = listValues(db, integer, 'select count(*) from ledger_cosignatures where size <= ?', size);
    const isThere = (line: string) =>
      hasRow(db, 'select 1 from ledger_cosignatures where size = ? and trim(line, char(10)) = ?', size, line);
    if (cosignatures.every(isThere) && now >= kept) return [];
    return [
      { index, reason: `it counts ${kept} cosignatures up to ${size} entries; there are ${now}, some were deleted` },
    ];
  });
}
