// The ledger entries of a paid order: one impact.line per order line, from the frozen inputs alone.
import { lineImpact } from '#app/domain/impact/line.server.ts';
import { type EntryDraft, privateCommitment } from '#app/domain/ledger/log.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

/** An entry never names a person or an organisation: buyer, offer and supplier are a salted commitment. */
export function impactDrafts(ctx: Ctx & ActiveRules, { order, lines }: WholeOrder): EntryDraft[] {
  const at = `${ctx.now.toISOString().slice(0, 19)}Z`;
  return lines.map((line): EntryDraft => {
    const event = `${order.id}:line:${line.line}:paid`;
    const { agec58, egalim, ...frozen } = line.impactInput;
    const commit = privateCommitment(ctx, event, {
      buyer: order.organisationId ?? order.userId,
      offer: line.offerSlug,
      supplier: line.supplierId,
    });
    return {
      kind: 'impact.line',
      event,
      body: {
        v: 1,
        at,
        order: order.id,
        line: line.line,
        qty: line.quantity,
        reference_units: frozen.referenceUnits,
        scenario: frozen.scenario?.kind ?? null,
        category: { agec58, egalim },
        private_commit: commit,
        ...lineImpact({ ...frozen, event }, ctx.factors),
      },
    };
  });
}
