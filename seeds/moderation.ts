// Items in the moderation queue of the new town: a bee-keeper who wants to join, two submissions of evidence and one
// claim report.

import { emptyDraft } from '#app/domain/catalogue/cells.ts';
import { createOffer } from '#app/domain/catalogue/listing.server.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { reportClaim } from '#app/domain/evidence/claim-reports.server.ts';
import { submitEvidence } from '#app/domain/evidence/evidence.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { computeValue, type QuantitySheet } from '#app/domain/scoring/criterion-quantities.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findCriterion, refOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { attestedItems } from '#app/domain/suppliers/checklist.ts';
import { joinAsSupplier, updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { attestItem, transitionSupplier } from '#app/domain/suppliers/lifecycle.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import { fictionalSiret } from './factories.ts';
import { signAgreements } from './sign-agreements.ts';

/** `personId` finds the id of a person by e-mail. */
export function seedModeration(ctx: LedgerCtx & ActiveRules, personId: (email: string) => string): void {
  const as = (email: string, hoursAgo: number): LedgerCtx & ActiveRules => ({
    ...ctx,
    actor: { kind: 'user', userId: personId(email) },
    now: new Date(ctx.now.getTime() - hoursAgo * 36e5),
  });
  joinBees(as('jeanne@courrier.example', 30));
  const lucie = as('lucie@jardins-de-la-vesle.example', 20);
  handIn(
    lucie,
    'jardins-de-la-vesle',
    'soc.training_hours',
    { training: 60, mentoring: 10, staff: 5 },
    'Attestations de formation 2026',
    'https://formations.example/attestation-2026',
  );
  const claire = as('claire@brasserie-du-hangar.example', 9);
  handIn(
    claire,
    'brasserie-du-hangar',
    'env.renewable_energy',
    { own: 12_000, matched: 42_000, unmatched: 12_000, energy: 100_000 },
    'Contrat et factures d’électricité',
    'https://energie.example/contrat',
  );
  const declared = getOwnSupplier(claire, 'brasserie-du-hangar').supplier;
  submitEvidence(claire, {
    filePublic: false,
    supplierId: declared.id,
    criterionId: 'env.packaging_reuse',
    ...computed(claire, 'env.packaging_reuse', { bare: 2_700, returned: 6_320, units: 11_000 }),
    datedOn: localDay(claire.now, claire.town),
    askedLevel: 'L1',
    kind: 'declaration',
    title: 'Ma parole, signée',
    link: null,
  });
  const { supplier } = getOwnSupplier(as('mehdi@distri-reims.example', 5), 'distri-reims');
  reportClaim(
    as('camille@le-hangar.example', 4),
    supplier.id,
    listFacts(ctx, supplier.id)[0]!.criterionId,
    'Le chiffre affiché ne ressemble pas à ce que je vois depuis un an. Sur quoi s’appuie-t-il ?',
  );
}

function joinBees(ctx: LedgerCtx & ActiveRules): void {
  const joined = joinAsSupplier(ctx, {
    name: 'La Ruche de Caurel',
    trade: 'food',
    legalName: 'Jeanne Picard, apicultrice',
    legalForm: 'Entrepreneur individuel',
    siret: fictionalSiret(60_001),
    vatRegime: 'franchise',
    vatNumber: null,
    address: '5 rue des Tilleuls',
    insee: '51101',
    contactName: 'Jeanne Picard',
    email: 'contact@ruche-de-caurel.example',
    phone: '03 26 00 60 01',
  });
  const supplier = () => getOwnSupplier(ctx, joined.slug).supplier;
  updateProfile(ctx, supplier(), {
    headline: { fr: 'Miel de printemps et d’été', en: 'Spring and summer honey' },
    story: {
      fr: 'Douze ruches derrière le moulin de Caurel, entre colza et tilleuls. Le miel est extrait à froid et mis en pot le même mois.',
      en: 'Twelve hives behind the mill of Caurel, between rapeseed and lime trees. Honey is extracted cold and potted within the month.',
    },
  });
  const draft = {
    ...emptyDraft,
    nameFr: 'Miel de tilleul, pot de 500 g',
    nameEn: 'Lime honey, 500 g jar',
    descriptionFr: 'Récolte de juillet, extrait à froid.',
    descriptionEn: 'July harvest, extracted cold.',
    priceCents: 720,
    vatBasisPoints: 0,
    massGrams: 700,
    stock: 60,
  };
  createOffer(ctx, supplier(), draft, 'form', 'live');
  for (const item of attestedItems) attestItem(ctx, supplier(), item, true);
  signAgreements(ctx, supplier().id);
  transitionSupplier(ctx, supplier(), 'submit', countUnarchivedOffers(ctx, supplier().id));
}

function handIn(
  ctx: LedgerCtx & ActiveRules,
  slug: string,
  criterionId: string,
  quantities: Record<string, number>,
  title: string,
  link: string,
): void {
  const { supplier } = getOwnSupplier(ctx, slug);
  submitEvidence(ctx, {
    filePublic: false,
    supplierId: supplier.id,
    criterionId,
    ...computed(ctx, criterionId, quantities),
    datedOn: addDays(localDay(ctx.now, ctx.town), -20),
    askedLevel: 'L2',
    kind: 'link',
    title,
    link,
  });
}

/** The value of quantities over the last whole year, with their sheet. */
function computed(
  { now, method }: Pick<LedgerCtx, 'now'> & ActiveRules,
  criterionId: string,
  amounts: Record<string, number>,
): { value: number; sheet: QuantitySheet } {
  const formula = findCriterion(method, criterionId)?.quantities;
  invariant(formula, `${criterionId} is computed from quantities`);
  const quantities = Object.fromEntries(Object.entries(amounts).map(([id, amount]) => [id, amount * 1000]));
  const result = computeValue(formula, quantities);
  invariant(result.ok, `the quantities of ${criterionId} make a value`);
  const year = now.getUTCFullYear() - 1;
  return {
    value: result.value,
    sheet: { method: refOf(method), from: `${year}-01-01`, to: `${year}-12-31`, quantities },
  };
}
