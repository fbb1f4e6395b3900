// The ledger entries of a paid order: one impact.line per order line, from the frozen inputs alone.
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { lineImpact } from '#app/domain/impact/line.server.ts';
import type { FrozenImpact } from '#app/domain/impact/line-input.ts';
import type { Json } from '#app/domain/ledger/canonical.ts';
import { type EntryDraft, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { nextPromiseNumber } from '#app/domain/ledger/promises.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type ImpactDraft = {
  event: string;
  at: string;
  order: string;
  line: number;
  quantity: number;
  input: FrozenImpact;
  /** Commitment to buyer, offer and supplier. */
  commit: string;
  /** The category that the line was sold in; null where a correction writes the line again. */
  soldAs: string | null;
};

/**
 * The draft of one impact.line entry. Public are its order's id, its line and the versions it was computed with; every
 * figure is a commitment, which the parties open.
 */
export function impactDraft(draft: ImpactDraft, factors: Factors): EntryDraft {
  const { event, at, order, line, quantity, commit, soldAs } = draft;
  const { agec58, egalim, stated: _, pendingScenario: _p, ...input } = draft.input;
  const { methodology, ...impact } = lineImpact({ ...input, event }, factors);
  const figures: { [key: string]: Json } = {
    ...impact,
    qty: quantity,
    reference_units: input.referenceUnits,
    scenario: input.scenario?.kind ?? null,
    category: { agec58, egalim },
    ...(soldAs !== null && { sold_as: soldAs }),
  };
  return { kind: 'impact.line', event, body: { v: 1, at, order, line, methodology, private_commit: commit }, figures };
}

/**
 * An entry never names a person or an organisation: buyer, offer and supplier are a salted commitment, and with them
 * the number that the order has among those of its buyer.
 */
export function impactDrafts(ctx: Ctx & ActiveRules, { order, lines }: WholeOrder): EntryDraft[] {
  const buyer = order.organisationId ?? order.userId;
  const orderOfBuyer = nextPromiseNumber(ctx, buyer);
  const at = `${ctx.now.toISOString().slice(0, 19)}Z`;
  return lines.map((line): EntryDraft => {
    const event = `${order.id}:line:${line.line}:paid`;
    const commit = privateCommitment(ctx, event, {
      buyer,
      order_of_buyer: orderOfBuyer,
      offer: line.offerSlug,
      supplier: line.supplierId,
    });
    const { line: number, quantity, impactInput: input, category: soldAs } = line;
    return impactDraft({ event, at, order: order.id, line: number, quantity, input, commit, soldAs }, ctx.factors);
  });
}
