// The forms of a supplier's page for stewards: each function calls one verb and turns its result into a redirect or a
// refusal.
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { admitSupplier } from '#app/domain/evidence/admission.server.ts';
import { endExemption, grantExemption } from '#app/domain/evidence/exemptions.server.ts';
import { recordCertificate } from '#app/domain/suppliers/certificates.server.ts';
import type { verifiedItems } from '#app/domain/suppliers/checklist.ts';
import { transitionSupplier, verifyItem } from '#app/domain/suppliers/lifecycle.server.ts';
import type { LifeStep } from '#app/domain/suppliers/lifecycle.ts';
import { getAnySupplier, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** The next step of the supplier's life; steps against it need a reason. */
export function takeSupplierStep(ctx: RequestContext, slug: string, step: LifeStep, reason: string): FormAnswer {
  const supplier = getAnySupplier(ctx, slug);
  const offers = countUnarchivedOffers(ctx, supplier.id);
  const taken =
    step === 'approve'
      ? admitSupplier(ctx, supplier, offers)
      : transitionSupplier(ctx, supplier, step, offers, reason || null);
  if (taken.ok) return toSupplier(supplier);
  if (taken.reason === 'not-now') return toSupplier(supplier, ['steward.not-now']);
  const { errors } = ctx.t.steward;
  if (taken.reason === 'incomplete' || taken.reason === 'siret-contested') return invalidForm(errors[taken.reason]);
  return invalidInput({ reason: errors['reason-missing'] });
}

export function exemptCriterion(
  ctx: RequestContext,
  slug: string,
  { criterionId, reason }: { criterionId: string; reason: string },
): FormAnswer {
  const supplier = getAnySupplier(ctx, slug);
  const granted = grantExemption(ctx, supplier.id, criterionId, reason);
  if (granted.ok) return toSupplier(supplier);
  if (granted.reason === 'second-person') return toSupplier(supplier, ['steward.waits-for-second']);
  return invalidInput({ exemption: ctx.t.steward.exemptions.refusals[granted.reason] });
}

export function endSupplierExemption(ctx: RequestContext, slug: string, criterionId: string): FormRedirect {
  const supplier = getAnySupplier(ctx, slug);
  endExemption(ctx, supplier.id, criterionId);
  return toSupplier(supplier);
}

/** A certificate that the steward read: purchases of canteens count by it. */
export function certifySupplier(
  ctx: RequestContext,
  slug: string,
  read: { label: string; certifier: string; number: string; from: string; until: string },
): FormAnswer {
  const { label, certifier, number, from: validFrom, until: validUntil } = read;
  if (validUntil < validFrom) return invalidInput({ until: ctx.t.declarations.certificates.order });
  const supplier = getAnySupplier(ctx, slug);
  recordCertificate(ctx, supplier.id, { label, certifier, number, validFrom, validUntil });
  return toSupplier(supplier, ['saved']);
}

/** Verifies an item of the checklist, or waives it with the reason in `waiver`. */
export function checkItem(
  ctx: RequestContext,
  slug: string,
  item: (typeof verifiedItems)[number],
  waiver: string | null,
): FormRedirect {
  const supplier = getAnySupplier(ctx, slug);
  const checked = verifyItem(ctx, supplier, item, waiver);
  return toSupplier(supplier, checked.ok ? null : ['steward.not-now']);
}

function toSupplier({ slug }: Supplier, flash: Flash | null = null): FormRedirect {
  return goTo(`/steward/suppliers/${slug}`, flash);
}
