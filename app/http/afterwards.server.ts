// What a buyer can still change in a paid order, in words: the order's page is scripted, and words travel with it.

import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { isBeforeCutoff, partSteps, returnDays } from '#app/domain/orders/part.ts';
import type { Outcome } from '#app/domain/orders/parts.server.ts';
import type { Return } from '#app/domain/orders/returns.server.ts';
import { cancelPart } from '#app/domain/preparing/cancel.server.ts';
import { effective } from '#app/domain/preparing/changes.server.ts';
import { askReturn } from '#app/domain/preparing/returns.server.ts';
import type { Round } from '#app/domain/rounds/round.ts';
import { cutoffFor } from '#app/domain/rounds/rounds.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import type { Visit } from './visit.server.ts';

export type PartActs = ReturnType<typeof partActs>;
/** What was read once for all parts of an order. */
type Told = { outcomes: ReadonlyMap<number, Outcome>; returns: readonly Return[]; rounds: readonly Round[] };

/** Of one part: its pick-up code, what may be cancelled or given back, and what was. */
export function partActs(
  visit: Visit,
  { lines }: WholeOrder,
  part: WholeOrder['parts'][number],
  supplier: Supplier | undefined,
  told: Told,
) {
  const t = visit.t.afterwards;
  const named = lines
    .filter((line) => line.supplierId === part.supplierId)
    .map((line) => ({ line: line.line, is: effective(line, told.outcomes.get(line.line)) }))
    .map(({ line, is }) => ({ line, quantity: is.quantity, name: visit.locale === 'fr' ? is.nameFr : is.nameEn }));
  const returns = told.returns.filter((one) => one.supplierId === part.supplierId);
  const steps = partSteps[part.state];
  const fresh = part.handedOverAt && visit.now.getTime() - Date.parse(part.handedOverAt) < returnDays * 864e5;
  return {
    code: part.pickupCode && steps['hand-over'] ? t.code(part.pickupCode) : null,
    closed: part.closedReason ? t.refusedWhy(part.closedReason) : null,
    cancel:
      steps.cancel && supplier && isBeforeCutoff(part, cutoffFor(told.rounds, part, supplier), visit.now)
        ? t.cancelLead(part.supplierName)
        : null,
    returnable: steps.return && fresh ? named.filter(({ quantity }) => quantity > 0) : [],
    returns: returns.map(({ id, line, quantity, state, answer, reason }) => ({
      id,
      words: `${t.returned(quantity, named.find((own) => own.line === line)!.name)}${visit.t.colon}${t.returnStates[state]}`,
      note: answer || reason,
    })),
  };
}

/** The words of the forms, the same for each part. */
export function actWords({ t }: Visit) {
  const { cancel, cancelNow, codeLead, return: give, returnLead, line, quantity, why, ask } = t.afterwards;
  return { cancel, cancelNow, codeLead, give, returnLead, line, quantity, why, ask };
}

/** Does what the buyer asked; returns what to tell on the page after. */
export function changeOrder(visit: Visit, orderId: string, intent: 'cancel' | 'return', form: FormData): string {
  if (intent === 'cancel') {
    const done = cancelPart(visit, orderId, String(form.get('supplier')));
    return done.ok ? `cancelled:${done.refundCents}` : done.reason;
  }
  const asked = askReturn(visit, orderId, {
    line: Number(form.get('line')),
    quantity: Number(form.get('quantity') || Number.NaN),
    reason: String(form.get('reason') ?? '')
      .trim()
      .slice(0, 500),
  });
  return asked.ok ? 'asked' : asked.reason;
}

/** What was done with an order just before, in words; null when the address tells nothing of it. */
export function changeTold(told: string | null, payment: 'online' | 'account', { t, locale }: Visit): string | null {
  if (!told) return null;
  const [, what, cents] = /^(cancelled|given):(\d{1,12})$/.exec(told) ?? [];
  if (what) {
    const back = t.givenBack[payment](formatMoney(Number(cents), locale));
    return what === 'given' ? t.prepare.asked.given(back) : t.afterwards.told.cancelled(back);
  }
  if (told === 'credit' || told === 'overdue') return t.receivables.checkout[told];
  const { refused, late, noStock } = t.prepare.asked;
  const { cancelled: _, ...words } = { ...t.afterwards.told, refused, 'no-longer': late, 'no-stock': noStock };
  return Object.hasOwn(words, told) ? words[told as keyof typeof words] : null;
}
