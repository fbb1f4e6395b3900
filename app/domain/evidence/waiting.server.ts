// Evidence that waits for a steward: submissions, reported claims, score jumps and rechecks.
import type { Ctx } from '#app/domain/shared/context.ts';
import { type ProvenLevel, provenLevels } from '#app/domain/shared/evidence-level.ts';
import { integer, listRows, oneOf, type Row, text } from '#db/rows.ts';

/** `total`: how many there are, with those above the limit. */
const waitingItem = { id: text, since: text, supplierId: text, criterionId: text, total: integer };
export type WaitingItem = Row<typeof waitingItem>;

/** The oldest first, at most `limit`; all by -1. So are the other lists here. */
export function listWaitingEvidence({ db }: Pick<Ctx, 'db'>, limit = -1): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, submitted_at as since, supplier_id as supplierId, criterion_id as criterionId,
            count(*) over () as total
     from evidence
     where state = 'submitted'
     order by since, id
     limit ?`,
    limit,
  );
}

/** The levels that waiting submissions ask for, by their ids; of others there is none. */
export function listAskedLevels({ db }: Pick<Ctx, 'db'>, ids: readonly string[]): Map<string, ProvenLevel> {
  const asked = { id: text, level: oneOf(provenLevels) };
  const rows = listRows(
    db,
    asked,
    `select id, asked_level as level
     from evidence
     where id in (select value from json_each(?)) and state = 'submitted'`,
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, level }) => [id, level]));
}

export function listWaitingReports({ db }: Pick<Ctx, 'db'>, limit = -1): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, at as since, supplier_id as supplierId, criterion_id as criterionId,
            count(*) over () as total
     from claim_reports
     where state = 'open'
     order by since, id
     limit ?`,
    limit,
  );
}

export function listWaitingJumps({ db }: Pick<Ctx, 'db'>, limit = -1): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, at as since, supplier_id as supplierId, criterion_id as criterionId,
            count(*) over () as total
     from score_jumps
     where decided_at is null
     order by since, id
     limit ?`,
    limit,
  );
}

export function listWaitingRechecks({ db }: Pick<Ctx, 'db'>, limit = -1): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, drawn_at as since, supplier_id as supplierId, criterion_id as criterionId,
            count(*) over () as total
     from evidence_rechecks
     where decided_at is null
     order by since, id
     limit ?`,
    limit,
  );
}
