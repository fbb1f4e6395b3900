// The counts at the top of a supplier's home page.

import { listCapacities } from '#app/domain/calendar/capacities.server.ts';
import { countSoldOut } from '#app/domain/catalogue/listing.server.ts';
import { countOffers } from '#app/domain/catalogue/offers.server.ts';
import { freshnessOf } from '#app/domain/evidence/evidence.ts';
import { countPressingLoans } from '#app/domain/fulfilment/loan-list.server.ts';
import { listPartsToPrepare } from '#app/domain/orders/parts.server.ts';
import { sumDue } from '#app/domain/orders/sales.server.ts';
import { nextSteps } from '#app/domain/scoring/advice.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';

/** The sum owed is for people who read the sales. */
export function todayTasks(ctx: RequestContext, { supplier, roles }: OwnSupplier) {
  const parts = listPartsToPrepare(ctx, supplier.id);
  const facts = ownFacts(ctx, supplier);
  const [step] = nextSteps(facts, ctx.method);
  const criterion = step && findCriterion(ctx.method, step.criterionId)!;
  return {
    orders: parts.length,
    lent: listCapacities(ctx, supplier.id).length > 0 ? countPressingLoans(ctx, supplier.id) : null,
    nextDay: parts.find(({ part }) => part.deliverOn)?.part.deliverOn ?? null,
    dueCents: holdsSupplierRole(roles, 'account') ? sumDue(ctx, supplier.id).dueCents : 0,
    proven: Math.round(score(facts, ctx.method).proven),
    ending: listFacts(ctx, supplier.id).filter(
      (fact) => freshnessOf(fact, localDay(ctx.now, ctx.town), ctx.method) === 'expiring',
    ).length,
    step:
      step && criterion
        ? {
            criterionId: step.criterionId,
            points: step.points,
            label: shownCriterionName(criterion, ctx),
          }
        : null,
    live: countOffers(ctx, supplier.id).live,
    soldOut: countSoldOut(ctx, supplier.id),
  };
}
