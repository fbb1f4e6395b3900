// Builds the page of one item of the stewards' queue: the claim, the fact in force, and the possible decisions.

import { personNames } from '#app/domain/accounts/roles.server.ts';
import { getOfferFigure } from '#app/domain/catalogue/figures.server.ts';
import { findOffers, type OfferRow } from '#app/domain/catalogue/offers.server.ts';
import { getOfferReview } from '#app/domain/catalogue/reviews.server.ts';
import { getPendingText, type PendingText } from '#app/domain/claims/pending-texts.server.ts';
import { getReport } from '#app/domain/evidence/claim-reports.server.ts';
import { getEvidence, listEvidence, needsTwoStewards } from '#app/domain/evidence/evidence.server.ts';
import { listEvidenceFiles } from '#app/domain/evidence/evidence-files.server.ts';
import { getJump, getRecheck } from '#app/domain/evidence/rechecks.server.ts';
import type { FigureFault } from '#app/domain/impact/frame.ts';
import { scenarioKey } from '#app/domain/impact/scenarios.ts';
import type { QueueKind } from '#app/domain/moderation/queue.ts';
import { acceptedEvidence, type DocumentLevel, documentLevelsOf } from '#app/domain/scoring/criterion-levels.ts';
import { type Criterion, findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { type SheetView, viewSheet } from '#app/domain/scoring/sheet-view.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { type LegalColumn, legalColumns } from '#app/domain/suppliers/identity-columns.ts';
import { getIdentityRequest } from '#app/domain/suppliers/identity-requests.server.ts';
import { isSupplierMember } from '#app/domain/suppliers/members.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { exactMeasure, shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatKilograms, formatMoney, formatNumber } from '#app/i18n/format.ts';

const kinds: readonly QueueKind[] = ['identity', 'evidence', 'report', 'offer', 'figure', 'text', 'jump', 'recheck'];

/** Parses the `kind:id` of an address. Throws NotFound for anything else. */
export function parseItem(item: string): { kind: QueueKind; id: string } {
  const [name, id = ''] = item.split(':') as [string, string?];
  const kind = kinds.find((known) => known === name);
  if (!kind || !id) throw new NotFound(`item ${item}`);
  return { kind, id };
}

/** One item of the queue, as its page receives it. */
export type ItemView = ReturnType<typeof viewItem>;

export function viewItem(ctx: RequestContext, item: string) {
  const { kind, id } = parseItem(item);
  const subject = subjectOf(ctx, kind, id);
  const [supplier] = findSuppliers(ctx, [subject.supplierId]);
  const criterion = subject.criterionId ? findCriterion(ctx.method, subject.criterionId)! : null;
  const fact = subject.criterionId ? findFact(ctx, subject.supplierId, subject.criterionId) : undefined;
  return {
    item,
    kind,
    supplier: { slug: supplier!.slug, name: supplier!.name },
    criterion: criterion && criterionView(ctx, criterion, subject.levels),
    fact: fact ? { value: fact.value, level: fact.level } : null,
    needsTwo: kind === 'evidence' && needsTwoStewards(ctx, subject.supplierId),
    own: isSupplierMember(ctx, requireUser(ctx).id, subject.supplierId),
    decided: subject.decided,
    text: subject.text,
    evidence: subject.evidence,
    jump: subject.jump,
    quarter: subject.quarter,
    dueOn: subject.dueOn,
    pieces: subject.pieces,
    offer: subject.offer,
    figure: subject.figure,
    identity: subject.identity,
    claim: subject.claim,
  };
}

function criterionView(ctx: RequestContext, criterion: Criterion, levels: DocumentLevel[] | null) {
  return {
    label: shownCriterionName(criterion, ctx),
    measures: exactMeasure(criterion, ctx.locale),
    unit: criterion.unit,
    levels: levels ?? documentLevelsOf(criterion),
    accepted: acceptedEvidence(criterion, findOwnValue(ctx.t.criteria.accepted, criterion.id)),
  };
}

/** A picture stands beside the decision; another document is opened. */
type EvidenceFileView = { id: string; name: string; isPicture: boolean; kilobytes: number };

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
    files: EvidenceFileView[];
    sheet: SheetView | null;
    first: { name: string; level: 'L1' | 'L2' | 'L2P' | 'L3' | 'L4' } | null;
  } | null;
  /** The levels that a submission can be accepted at; null for what is no submission. */
  levels: DocumentLevel[] | null;
  jump: { before: number; after: number } | null;
  quarter: string | null;
  /** Of a recheck: the last day to hand in, and what was handed in since the draw. */
  dueOn: string | null;
  pieces: { id: string; title: string; files: EvidenceFileView[]; link: string | null }[];
  offer: { slug: string; name: string; description: string } | null;
  figure: { reference: string; faults: FigureFault[]; facts: string } | null;
  identity: { column: LegalColumn; now: string; asked: string }[] | null;
  claim: Pick<PendingText, 'field' | 'kinds' | 'found' | 'note' | 'offerId' | 'differences' | 'isLive'> | null;
};

function subjectOf(ctx: RequestContext, kind: QueueKind, id: string): Subject {
  const nothing = {
    text: null,
    evidence: null,
    levels: null,
    jump: null,
    quarter: null,
    dueOn: null,
    pieces: [],
    offer: null,
    figure: null,
    identity: null,
    claim: null,
  };
  switch (kind) {
    case 'evidence': {
      const submission = getEvidence(ctx, id);
      const first = submission.firstAcceptBy
        ? {
            name: personNames(ctx, [submission.firstAcceptBy]).get(submission.firstAcceptBy) ?? '',
            level: submission.firstAcceptLevel!,
          }
        : null;
      const { value, title, askedLevel, datedOn, link, sheet } = submission;
      const criterion = findCriterion(ctx.method, submission.criterionId);
      return {
        ...nothing,
        supplierId: submission.supplierId,
        criterionId: submission.criterionId,
        decided: submission.state !== 'submitted',
        levels: criterion ? documentLevelsOf(criterion, sheet) : null,
        evidence: {
          id,
          value,
          title,
          askedLevel,
          datedOn,
          link,
          files: viewFiles(ctx, [id]).get(id) ?? [],
          sheet: criterion ? viewSheet(criterion, sheet, ctx.locale) : null,
          first,
        },
      };
    }
    case 'identity': {
      const request = getIdentityRequest(ctx, id);
      const [supplier] = findSuppliers(ctx, [request.supplierId]);
      return {
        ...nothing,
        supplierId: request.supplierId,
        criterionId: null,
        decided: request.outcome !== null,
        identity: legalColumns.flatMap((column) => {
          const asked = request.changes[column];
          const shown = column === 'insee' ? communeName : (text: string) => text;
          return asked === undefined ? [] : { column, now: shown(supplier![column]), asked: shown(asked) };
        }),
      };
    }
    case 'report': {
      const report = getReport(ctx, id);
      return {
        ...nothing,
        supplierId: report.supplierId,
        criterionId: report.criterionId,
        decided: report.state !== 'open',
        text: report.text,
      };
    }
    case 'offer': {
      const review = getOfferReview(ctx, id);
      const [offer] = findOffers(ctx, [review.offerId]);
      return {
        ...nothing,
        supplierId: offer!.supplierId,
        criterionId: null,
        decided: review.decidedAt !== null,
        text: review.text,
        offer: { slug: offer!.slug, name: offer!.name.fr, description: offer!.description.fr },
      };
    }
    case 'figure': {
      const figure = getOfferFigure(ctx, Number(id));
      const [offer] = findOffers(ctx, [figure.offerId]);
      return {
        ...nothing,
        supplierId: offer!.supplierId,
        criterionId: null,
        decided: figure.state !== 'outside',
        offer: { slug: offer!.slug, name: offer!.name.fr, description: offer!.description.fr },
        figure: { reference: scenarioKey(offer!.scenario), faults: figure.faults, facts: figureSummary(offer!, ctx) },
      };
    }
    case 'text': {
      const pending = getPendingText(ctx, id);
      return {
        ...nothing,
        supplierId: pending.supplierId,
        criterionId: null,
        decided: pending.state !== 'waiting',
        text: pending.text,
        claim: {
          field: pending.field,
          kinds: pending.kinds,
          found: pending.found,
          note: pending.note,
          offerId: pending.offerId,
          differences: pending.differences,
          isLive: pending.isLive,
        },
      };
    }
    case 'jump': {
      const jump = getJump(ctx, id);
      return {
        ...nothing,
        supplierId: jump.supplierId,
        criterionId: jump.criterionId,
        decided: jump.decidedAt !== null,
        jump: { before: jump.pointsBefore, after: jump.pointsAfter },
      };
    }
    default: {
      const recheck = getRecheck(ctx, id);
      const handed = listEvidence(ctx, recheck.supplierId, recheck.criterionId).filter(
        ({ submittedAt }) => submittedAt >= recheck.drawnAt,
      );
      const files = viewFiles(
        ctx,
        handed.map((one) => one.id),
      );
      return {
        ...nothing,
        supplierId: recheck.supplierId,
        criterionId: recheck.criterionId,
        decided: recheck.decidedAt !== null,
        quarter: recheck.quarter,
        dueOn: recheck.dueOn,
        pieces: handed.map(({ id, title, link }) => ({ id, title, link, files: files.get(id) ?? [] })),
      };
    }
  }
}

function viewFiles(ctx: RequestContext, evidenceIds: readonly string[]): Map<string, EvidenceFileView[]> {
  const files = Map.groupBy(listEvidenceFiles(ctx, evidenceIds), ({ evidenceId }) => evidenceId);
  return new Map(
    [...files].map(([evidenceId, own]) => [
      evidenceId,
      own.map(({ id, fileName, fileType, fileBytes }) => ({
        id,
        name: fileName,
        isPicture: fileType.startsWith('image/'),
        kilobytes: Math.ceil(fileBytes / 1000),
      })),
    ]),
  );
}

/** The numbers of the offer that a frame judges, in one line. */
function figureSummary(offer: OfferRow, { t, locale }: RequestContext): string {
  const { kind, massGrams, referenceUnits, packMilli, unit, priceCents, thing } = offer;
  return [
    thing ?? t.unknown,
    t.kinds[kind],
    `${formatNumber(packMilli / 1000, locale, 3)} ${t.units[unit]}`,
    formatKilograms(massGrams, locale),
    t.steward.figureUnits(referenceUnits),
    formatMoney(priceCents, locale),
  ].join(' · ');
}
