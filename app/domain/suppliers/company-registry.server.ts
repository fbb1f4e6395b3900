// Client of the public company directory ("Recherche d'entreprises"). Off unless an address is configured. It never
// blocks a supplier: when it is off, down or answers in another shape, the outcome is "not-checked".
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { supplierChecks, supplierRegistry, suppliers } from '#db/schema/suppliers.ts';
import type { Supplier } from './suppliers.server.ts';

const flag = z.boolean().nullish().transform(Boolean);
const answer = z.object({
  results: z.array(
    z.object({
      siren: z.string(),
      nom_complet: z.string(),
      nature_juridique: z.string().nullish(),
      activite_principale: z.string().nullish(),
      tranche_effectif_salarie: z.string().nullish(),
      etat_administratif: z.string(),
      complements: z
        .object({
          est_ess: flag,
          est_siae: flag,
          est_bio: flag,
          est_societe_mission: z.union([z.boolean(), z.string()]).nullish().transform(Boolean),
          est_rge: flag,
        })
        .partial()
        .default({}),
    }),
  ),
});

export type Company = {
  name: string;
  /** INSEE code of the legal form. */
  form: string | null;
  /** NAF code of the main activity. */
  naf: string | null;
  /** INSEE code of the headcount band. */
  headcountBand: string | null;
  flags: ('ess' | 'siae' | 'organic' | 'mission' | 'rge')[];
};
export type RegistryResult =
  | { outcome: 'found' | 'closed'; company: Company }
  | { outcome: 'unknown' | 'not-checked'; company: null };

const patienceMs = 4000;

/** Looks up a SIRET in the directory. Never throws. */
export async function lookUpCompany(base: string | null, siret: string): Promise<RegistryResult> {
  if (!base) return { outcome: 'not-checked', company: null };
  try {
    const url = new URL('search', base.endsWith('/') ? base : `${base}/`);
    url.searchParams.set('q', siret);
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    if (!response.ok) return { outcome: 'not-checked', company: null };
    const { results } = answer.parse(await response.json());
    const found = results.find((company) => company.siren === siret.slice(0, 9));
    if (!found) return { outcome: 'unknown', company: null };
    const { est_ess, est_siae, est_bio, est_societe_mission, est_rge } = found.complements;
    const flags = [
      est_ess && 'ess',
      est_siae && 'siae',
      est_bio && 'organic',
      est_societe_mission && 'mission',
      est_rge && 'rge',
    ];
    return {
      outcome: found.etat_administratif === 'A' ? 'found' : 'closed',
      company: {
        name: found.nom_complet,
        form: found.nature_juridique ?? null,
        naf: found.activite_principale ?? null,
        headcountBand: found.tranche_effectif_salarie ?? null,
        flags: flags.filter((name): name is Company['flags'][number] => Boolean(name)),
      },
    };
  } catch {
    return { outcome: 'not-checked', company: null }; // down, slow or another shape: unknown, but not a refusal
  }
}

/** Looks up a supplier and stores the result. */
export async function checkRegistry(ctx: Ctx, base: string | null, supplier: Supplier): Promise<RegistryResult> {
  const result = await lookUpCompany(base, supplier.siret);
  recordRegistryResult(ctx, supplier, result);
  return result;
}

/** Stores an answer of the directory. An active company with its SIREN verifies the item "registered". */
export function recordRegistryResult(ctx: Ctx, supplier: { id: string }, result: RegistryResult): void {
  inTransaction(ctx, ({ db }) => {
    const row = {
      supplierId: supplier.id,
      checkedAt: isoUtc(ctx.now),
      outcome: result.outcome,
      company: result.company,
    };
    db.insert(supplierRegistry).values(row).onConflictDoUpdate({ target: supplierRegistry.supplierId, set: row }).run();
    if (result.outcome === 'found')
      db.insert(supplierChecks)
        .values({
          supplierId: supplier.id,
          item: 'registered',
          state: 'verified',
          actor: 'registry',
          at: isoUtc(ctx.now),
          reason: null,
        })
        .onConflictDoNothing()
        .run();
    recordAudit(ctx, `checkRegistry:${result.outcome}`, supplier.id);
  });
}

/** The active companies of the last answers with the day of each (UTC), by supplier. */
export function listRegistryCompanies({ db }: Pick<Ctx, 'db'>): Map<string, { company: Company; answeredOn: string }> {
  const rows = db.select().from(supplierRegistry).where(eq(supplierRegistry.outcome, 'found')).all();
  return new Map(
    rows.flatMap(({ supplierId, company, checkedAt }) =>
      company ? [[supplierId, { company: company as Company, answeredOn: checkedAt.slice(0, 10) }]] : [],
    ),
  );
}

/** Answers are asked for again after this many days, so many suppliers a night. */
const askAgain = { days: 30, suppliers: 50 };

/** Asks the directory again about live suppliers whose answer is old or missing. Does nothing without an address. */
export async function refreshRegistry(ctx: Ctx, base: string | null): Promise<void> {
  if (!base) return;
  const before = isoUtc(new Date(ctx.now.getTime() - askAgain.days * 864e5));
  const due = ctx.db
    .select({ id: suppliers.id, siret: suppliers.siret })
    .from(suppliers)
    .leftJoin(supplierRegistry, eq(supplierRegistry.supplierId, suppliers.id))
    .where(
      and(eq(suppliers.status, 'live'), or(isNull(supplierRegistry.checkedAt), lt(supplierRegistry.checkedAt, before))),
    )
    .limit(askAgain.suppliers)
    .all();
  for (const supplier of due) {
    const result = await lookUpCompany(base, supplier.siret);
    if (result.outcome !== 'not-checked') recordRegistryResult(ctx, supplier, result); // an old answer is better than none
  }
}

/** The last stored result; null when the supplier was never looked up. */
export function findRegistryResult(ctx: Pick<Ctx, 'db'>, supplierId: string) {
  const row = ctx.db.select().from(supplierRegistry).where(eq(supplierRegistry.supplierId, supplierId)).get();
  return row ? { outcome: row.outcome, checkedAt: row.checkedAt, company: row.company as Company | null } : null;
}
