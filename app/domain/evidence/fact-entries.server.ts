// The values of suppliers against the entries that established them: a value that counts and that no entry stands for
// was written past the ledger.
import { eachEvidenceEntry } from '#app/domain/ledger/evidence-entries.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { admittedIds } from '#app/domain/suppliers/lifecycle.server.ts';
import { listFacts, type SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { listRows, text } from '#db/rows.ts';

type Entered = { index: number; criterion: string; datedOn: string; level: string | null; valueMilli: number };

/** Values in force of admitted suppliers that differ from their entry, or have none. */
export function checkFacts(ctx: Pick<Ctx, 'db'>): OutsideFault[] {
  const entered = enteredFacts(ctx);
  const admitted = admittedIds(ctx);
  return listFacts(ctx)
    .filter(({ supplierId }) => admitted.has(supplierId))
    .flatMap((fact): OutsideFault[] => {
      const entry = entered.get(fact.id);
      if (!entry)
        return [
          { index: null, reason: `the value ${fact.criterionId} of ${fact.supplierId} counts, and has no entry` },
        ];
      const reason = wrongFact(fact, entry);
      return reason ? [{ index: entry.index, reason }] : [];
    });
}

function wrongFact(fact: SupplierFact, entry: Entered): string | null {
  const now = [fact.criterionId, fact.datedOn, fact.level, Math.round(fact.value * 1000)].join(' ');
  const then = [entry.criterion, entry.datedOn, entry.level, entry.valueMilli].join(' ');
  return now === then ? null : `the value that it established is now "${now}", and was entered as "${then}"`;
}

/** The entry of each fact by the fact's id; the last one, where a fact has several. */
function enteredFacts(ctx: Pick<Ctx, 'db'>): Map<string, Entered> {
  const factOf = new Map(
    listRows(
      ctx.db,
      { id: text, factId: text },
      'select id, fact_id as factId from evidence where fact_id is not null',
    ).map(({ id, factId }) => [id, factId]),
  );
  const entered = new Map<string, Entered>();
  for (const { index, kind, body, names } of eachEvidenceEntry(ctx)) {
    if (kind === 'evidence.admitted')
      for (const [n, fact] of (body.facts ?? []).entries()) {
        const id = names.facts?.[n];
        if (id) entered.set(id, { index, ...enteredOf(fact) });
      }
    const factId = names.fact ?? (names.evidence && factOf.get(names.evidence));
    if (factId) entered.set(factId, { index, ...enteredOf(body) });
  }
  return entered;
}

function enteredOf(one: { criterion: string; dated_on: string; level: string | null; value_milli: number }) {
  const { criterion, dated_on: datedOn, level, value_milli: valueMilli } = one;
  return { criterion, datedOn, level, valueMilli };
}
