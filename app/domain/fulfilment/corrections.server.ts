// Corrections in the ledger after payment: the effective entry is reversed and a new line replaces it.

import { createHash } from 'node:crypto';
import type { FrozenImpact } from '#app/domain/impact/line-input.ts';
import {
  appendEntries,
  type EntryDraft,
  entriesOf,
  type LedgerCtx,
  privateCommitment,
} from '#app/domain/ledger/log.server.ts';
import type { Order } from '#app/domain/orders/orders.server.ts';
import { impactDraft } from '#app/domain/receipts/impact-drafts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { invariant } from '#app/domain/shared/errors.ts';

export type CorrectionReason =
  | 'shorter'
  | 'weighed'
  | 'substitute'
  | 'delivery'
  | 'cancelled'
  | 'refused'
  | 'returned'
  | 'released';

export type Correction = {
  line: number;
  /** Event of the entry that is effective now. */
  before: string;
  /** Null when nothing is delivered: the entry is reversed without a replacement. */
  after: { event: string; input: FrozenImpact; offerSlug: string; supplierId: string } | null;
  reason: CorrectionReason;
};

/** Appends reversals and replacement lines, in the caller's transaction. */
export function appendCorrections(
  ctx: LedgerCtx & ActiveRules,
  order: Order,
  corrections: readonly Correction[],
): void {
  const entries = new Map(entriesOf(ctx, order.id).map((entry) => [entry.event, entry]));
  const at = `${ctx.now.toISOString().slice(0, 19)}Z`;
  const drafts = corrections.flatMap(({ line, before, after, reason }): EntryDraft[] => {
    const wrong = entries.get(before);
    invariant(wrong, `order ${order.id} has no entry ${before}`);
    const { methodology } = JSON.parse(wrong.bytes.toString('utf8')) as {
      methodology: { factors: string; method: string };
    };
    const reversal: EntryDraft = {
      kind: 'impact.reversal',
      event: `${before}:reversed`,
      body: {
        v: 1,
        at,
        methodology,
        order: order.id,
        line,
        reverses: { index: wrong.index, leaf: wrong.leaf.toString('hex') },
        reason,
      },
    };
    if (!after) return [reversal];
    const { event, input } = after;
    const commit = privateCommitment(ctx, event, {
      buyer: order.organisationId ?? order.userId,
      offer: after.offerSlug,
      supplier: after.supplierId,
    });
    const { quantity } = input;
    return [
      reversal,
      impactDraft({ event, at, order: order.id, line, quantity, input, commit, soldAs: null }, ctx.factors),
    ];
  });
  appendEntries(ctx, drafts);
}

/** Event of a line's next entry: has a hash of the previous event, so a repeated step gives the same event. */
export function nextEvent(before: string, reason: CorrectionReason): string {
  const [order, , line] = before.split(':');
  const digest = createHash('sha256').update(before).digest('hex').slice(0, 8);
  return `${order}:line:${line}:${reason}:${digest}`;
}
