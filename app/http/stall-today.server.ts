// The few numbers at the head of a stall's first page.
import { countSoldOut } from '#app/domain/catalogue/listing.server.ts';
import { countOffers } from '#app/domain/catalogue/offers.server.ts';
import { listPartsToPrepare } from '#app/domain/orders/parts.server.ts';
import { sumDue } from '#app/domain/orders/sales.server.ts';
import { freshnessOf } from '#app/domain/proving/evidence.ts';
import { nextSteps } from '#app/domain/scoring/advice.ts';
import { findCriterion } from '#app/domain/scoring/method.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { today } from '#app/domain/shared/context.ts';
import { listFacts, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Visit } from './visit.server.ts';

export function stallToday(visit: Visit, supplier: Supplier) {
  const parts = listPartsToPrepare(visit, supplier.id);
  const facts = ownFacts(visit, supplier);
  const [step] = nextSteps(facts);
  const criterion = step && findCriterion(step.criterionId)!;
  return {
    orders: parts.length,
    nextDay: parts.find(({ part }) => part.deliverOn)?.part.deliverOn ?? null,
    dueCents: sumDue(visit, supplier.id).dueCents,
    proven: Math.round(score(facts).proven),
    ending: listFacts(visit, supplier.id).filter((fact) => freshnessOf(fact, today(visit.now)) === 'expiring').length,
    step:
      step && criterion
        ? {
            criterionId: step.criterionId,
            points: step.points,
            label: visit.locale === 'fr' ? criterion.label_fr : criterion.label_en,
          }
        : null,
    live: countOffers(visit, supplier.id).live,
    soldOut: countSoldOut(visit, supplier.id),
  };
}
