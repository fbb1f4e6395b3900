// One item of the stewards' queue as its page shows it: what is claimed, what counts today, and what can be decided.
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { getOfferReview } from '#app/domain/catalogue/reviews.server.ts';
import type { QueueKind } from '#app/domain/desk/queue.ts';
import { getEvidence, needsTwo } from '#app/domain/proving/evidence.server.ts';
import { getJump, getRecheck } from '#app/domain/proving/rechecks.server.ts';
import { getReport } from '#app/domain/proving/reports.server.ts';
import { type Criterion, findCriterion } from '#app/domain/scoring/method.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findFact } from '#app/domain/suppliers/facts.server.ts';
import { isStallMember } from '#app/domain/suppliers/members.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { Visit } from './visit.server.ts';

export type ItemView = ReturnType<typeof viewItem>;

const kinds: readonly QueueKind[] = ['evidence', 'report', 'offer', 'jump', 'recheck'];

/** `kind:id` of an address. Throws NotFound for anything else. */
export function parseItem(item: string): { kind: QueueKind; id: string } {
  const [name, id = ''] = item.split(':') as [string, string?];
  const kind = kinds.find((known) => known === name);
  if (!kind || !id) throw new NotFound(`item ${item}`);
  return { kind, id };
}

export function viewItem(visit: Visit, item: string) {
  const { kind, id } = parseItem(item);
  const told = subjectOf(visit, kind, id);
  const [supplier] = findSuppliers(visit, [told.supplierId]);
  const criterion = told.criterionId ? findCriterion(told.criterionId)! : null;
  const fact = told.criterionId ? findFact(visit, told.supplierId, told.criterionId) : undefined;
  return {
    item,
    kind,
    supplier: { slug: supplier!.slug, name: supplier!.name },
    criterion: criterion && criterionView(visit, criterion),
    fact: fact ? { value: fact.value, level: fact.level } : null,
    needsTwo: kind === 'evidence' && needsTwo(visit, told.supplierId),
    own: isStallMember(visit, visit.user!.id, told.supplierId),
    decided: told.decided,
    text: told.text,
    evidence: told.evidence,
    jump: told.jump,
    quarter: told.quarter,
    offer: told.offer,
  };
}

function criterionView(visit: Visit, criterion: Criterion) {
  const fr = visit.locale === 'fr';
  return {
    label: fr ? criterion.label_fr : criterion.label_en,
    measures: fr ? criterion.measures_fr : criterion.measures_en,
    unit: criterion.unit,
    accepted: Object.entries(visit.t.criteria.accepted[criterion.id] ?? criterion.evidence),
  };
}

type Subject = {
  supplierId: string;
  criterionId: string | null;
  decided: boolean;
  text: string | null;
  evidence: {
    id: string;
    value: number;
    title: string;
    askedLevel: 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';
    datedOn: string;
    link: string | null;
    fileName: string | null;
    first: { name: string; level: 'L1' | 'L2' | 'L2P' | 'L3' | 'L4' } | null;
  } | null;
  jump: { before: number; after: number } | null;
  quarter: string | null;
  offer: { slug: string; name: string; description: string } | null;
};

function subjectOf(visit: Visit, kind: QueueKind, id: string): Subject {
  const nothing = { text: null, evidence: null, jump: null, quarter: null, offer: null };
  switch (kind) {
    case 'evidence': {
      const held = getEvidence(visit, id);
      const first = held.firstAcceptBy
        ? {
            name: personNames(visit, [held.firstAcceptBy]).get(held.firstAcceptBy) ?? '',
            level: held.firstAcceptLevel!,
          }
        : null;
      const { value, title, askedLevel, datedOn, link, fileName } = held;
      return {
        ...nothing,
        supplierId: held.supplierId,
        criterionId: held.criterionId,
        decided: held.state !== 'submitted',
        evidence: { id, value, title, askedLevel, datedOn, link, fileName, first },
      };
    }
    case 'report': {
      const held = getReport(visit, id);
      return {
        ...nothing,
        supplierId: held.supplierId,
        criterionId: held.criterionId,
        decided: held.state !== 'open',
        text: held.text,
      };
    }
    case 'offer': {
      const held = getOfferReview(visit, id);
      const [offer] = findOffers(visit, [held.offerId]);
      return {
        ...nothing,
        supplierId: offer!.supplierId,
        criterionId: null,
        decided: held.decidedAt !== null,
        text: held.text,
        offer: { slug: offer!.slug, name: offer!.nameFr, description: offer!.descriptionFr },
      };
    }
    case 'jump': {
      const held = getJump(visit, id);
      return {
        ...nothing,
        supplierId: held.supplierId,
        criterionId: held.criterionId,
        decided: held.decidedAt !== null,
        jump: { before: held.pointsBefore, after: held.pointsAfter },
      };
    }
    default: {
      const held = getRecheck(visit, id);
      return {
        ...nothing,
        supplierId: held.supplierId,
        criterionId: held.criterionId,
        decided: held.decidedAt !== null,
        quarter: held.quarter,
      };
    }
  }
}
