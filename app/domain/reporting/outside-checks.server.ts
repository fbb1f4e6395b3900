// Rows beside the ledger's tree decide published figures too: here they are held against the entries that speak of
// them. `halle ledger verify` runs every check of this list.
import { checkExemptions } from '#app/domain/evidence/exemption-entries.server.ts';
import { checkFacts } from '#app/domain/evidence/fact-entries.server.ts';
import { type Audit, auditLedger } from '#app/domain/ledger/audit.server.ts';
import { checkCosignatures } from '#app/domain/ledger/cosignature-check.server.ts';
import { checkErasures } from '#app/domain/ledger/erased-parts.server.ts';
import { checkFullTiles } from '#app/domain/ledger/full-tiles.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import { checkPromises } from '#app/domain/ledger/promises.server.ts';
import { checkScores } from '#app/domain/scoring/score-check.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { checkPublications } from './publication-check.server.ts';
import { openSoldLineCheck } from './sold-line-check.server.ts';

/** `unnamed`: indexes of entries without their private part, as the audit of the tree found them. */
type OutsideCheck = (ctx: Pick<Ctx, 'db' | 'now' | 'town'>, unnamed: readonly number[]) => OutsideFault[];

const outsideChecks: readonly OutsideCheck[] = [
  checkErasures,
  checkPromises,
  checkCosignatures,
  checkFullTiles,
  checkFacts,
  checkExemptions,
  checkScores,
  checkPublications,
];

/** `faults`: all that was found beside a tree that is whole, in the order of the list; `outsideMs` is what that took. */
export type WholeAudit = { audit: Audit; faults: OutsideFault[]; outsideMs: number };

/**
 * Audits the tree, and then the rows beside it, as of one moment. `kept` is a checkpoint from elsewhere, which the ledger
 * must still contain.
 */
export function verifyLedger(ctx: LedgerCtx, kept?: string): WholeAudit {
  return ctx.db.$client
    .transaction((): WholeAudit => {
      const sold = openSoldLineCheck(ctx);
      const audit = auditLedger(ctx.db, ctx.ledgerKey, kept, sold.see);
      const started = performance.now();
      const faults = audit.ok
        ? [...sold.findFaults(), ...outsideChecks.flatMap((check) => check(ctx, audit.unnamed))]
        : [];
      return { audit, faults, outsideMs: performance.now() - started };
    })
    .deferred();
}
