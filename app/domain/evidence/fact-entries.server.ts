// The values of suppliers against the entries that established them, and the quantities of each against its entry: a
// value that counts and that no entry stands for was written past the ledger.
import { isNotNull } from 'drizzle-orm';
import { canonicalJson } from '#app/domain/ledger/canonical.ts';
import { eachEvidenceEntry } from '#app/domain/ledger/evidence-entries.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import { computeValue } from '#app/domain/scoring/criterion-quantities.ts';
import { readMethods } from '#app/domain/scoring/method-files.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { admittedIds } from '#app/domain/suppliers/lifecycle.server.ts';
import { listFacts, type SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { listRows, text } from '#db/rows.ts';
import { evidence } from '#db/schema/evidence.ts';

type Entered = { index: number; criterion: string; datedOn: string; level: string | null; valueMilli: number };

/** Values in force of admitted suppliers that differ from their entry, or have none. */
export function checkFacts(ctx: Pick<Ctx, 'db'>): OutsideFault[] {
  const entered = enteredFacts(ctx);
  const admitted = admittedIds(ctx);
  const facts = listFacts(ctx)
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
  return [...facts, ...checkSheets(ctx)];
}

/** Submissions whose quantities are not those that were entered with them, or do not make their value. */
function checkSheets(ctx: Pick<Ctx, 'db'>): OutsideFault[] {
  const entered = new Map<string, { index: number; sheet: string }>();
  for (const { index, names } of eachEvidenceEntry(ctx))
    if (names.evidence && names.sheet) entered.set(names.evidence, { index, sheet: canonicalJson(names.sheet) });
  const methods = readMethods();
  const rows = ctx.db.select().from(evidence).where(isNotNull(evidence.sheet)).all();
  return rows.flatMap(({ id, criterionId, value, sheet }): OutsideFault[] => {
    const entry = entered.get(id);
    const method = sheet && methods.get(sheet.method);
    const formula = method && findCriterion(method, criterionId)?.quantities;
    const made = formula && computeValue(formula, sheet.quantities);
    const index = entry?.index ?? null;
    if (!made?.ok || made.value !== value) return [{ index, reason: `the quantities of ${id} do not make its value` }];
    if (!entry || canonicalJson({ ...sheet }) === entry.sheet) return [];
    return [{ index, reason: `the quantities of ${id} are not those that were entered` }];
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
