// Evidence that waits for a steward: submissions, reported claims, score jumps and rechecks.
import type { Ctx } from '#app/domain/shared/context.ts';
import { type ProvenLevel, provenLevels } from '#app/domain/shared/evidence-level.ts';
import { listRows, oneOf, type Row, text } from '#db/rows.ts';

const waitingItem = { id: text, since: text, supplierId: text, criterionId: text };
export type WaitingItem = Row<typeof waitingItem>;

export function listWaitingEvidence({ db }: Pick<Ctx, 'db'>): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, submitted_at as since, supplier_id as supplierId, criterion_id as criterionId
     from evidence
     where state = 'submitted'`,
  );
}

/** The levels that waiting submissions ask for, by their ids. */
export function listAskedLevels({ db }: Pick<Ctx, 'db'>): Map<string, ProvenLevel> {
  const asked = { id: text, level: oneOf(provenLevels) };
  const rows = listRows(db, asked, `select id, asked_level as level from evidence where state = 'submitted'`);
  return new Map(rows.map(({ id, level }) => [id, level]));
}

export function listWaitingReports({ db }: Pick<Ctx, 'db'>): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, at as since, supplier_id as supplierId, criterion_id as criterionId
     from claim_reports
     where state = 'open'`,
  );
}

export function listWaitingJumps({ db }: Pick<Ctx, 'db'>): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, at as since, supplier_id as supplierId, criterion_id as criterionId
     from score_jumps
     where decided_at is null`,
  );
}

export function listWaitingRechecks({ db }: Pick<Ctx, 'db'>): WaitingItem[] {
  return listRows(
    db,
    waitingItem,
    `select id, drawn_at as since, supplier_id as supplierId, criterion_id as criterionId
     from evidence_rechecks
     where decided_at is null`,
  );
}
