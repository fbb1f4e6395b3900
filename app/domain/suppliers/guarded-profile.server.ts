// The claim guard before a supplier's own texts: name, headline and story.

import type { ClaimContext } from '#app/domain/claims/judge-text.ts';
import type { PendingField } from '#app/domain/claims/pending-text.ts';
import { endPendingText, holdText, isShowable } from '#app/domain/claims/pending-texts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { listClaimEvidence, supplierFigures } from './claim-evidence.server.ts';
import { admittedStates } from './lifecycle.ts';
import type { Supplier } from './suppliers.server.ts';

type ProfileTexts = { name?: string; headline?: SourceText; story?: SourceText };

/**
 * The changes of a profile that may be shown; the others are pending, in the caller's transaction. Before the admission
 * every text is written, because no buyer sees it, and the stewards look at all of it; a claim is in their queue besides.
 */
export function withholdProfileTexts<Changes extends ProfileTexts>(
  ctx: Ctx,
  supplier: Supplier,
  changes: Changes,
  note: string | null,
): Changes {
  const context = profileClaimContext(ctx, supplier.id);
  const isAdmitted = admittedStates.includes(supplier.status);
  const shown = { ...changes };
  for (const column of ['headline', 'story'] as const) {
    const typed = changes[column];
    if (!typed) continue;
    const before = supplier[column];
    const passed = {
      fr: passes(ctx, supplier, `${column}Fr`, typed.fr, before.fr, context, note) ? typed.fr : before.fr,
      en: passes(ctx, supplier, `${column}En`, typed.en ?? '', before.en ?? '', context, note) ? typed.en : before.en,
    } satisfies SourceText;
    if (isAdmitted) shown[column] = { ...typed, ...passed };
  }
  const { name } = changes;
  const asName = { ...context, supplierName: true };
  if (name !== undefined && !passes(ctx, supplier, 'supplierName', name, supplier.name, asName, note) && isAdmitted)
    shown.name = supplier.name;
  return shown;
}

/** Knowledge of the guard about a supplier's own texts. */
export function profileClaimContext(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, supplierId: string): ClaimContext {
  return { evidence: listClaimEvidence(ctx, supplierId), filed: supplierFigures(ctx, supplierId) };
}

/** Brings the name of a new supplier before the stewards if it holds a claim. It is never refused by itself. */
export function holdSupplierName(ctx: Ctx, supplierId: string, name: string): void {
  const context = { supplierName: true };
  if (isShowable(ctx, supplierId, name, context)) return;
  holdText(ctx, { supplierId, offerId: null, imageId: null, field: 'supplierName' }, name, context);
}

/** Whether a changed text may be shown; if not, it is pending. One that was not changed passes. */
function passes(
  ctx: Ctx,
  { id: supplierId }: Supplier,
  field: PendingField,
  text: string,
  before: string,
  context: ClaimContext,
  note: string | null,
): boolean {
  if (text === before) return true;
  const place = { supplierId, offerId: null, imageId: null, field };
  const shown = text === '' || isShowable(ctx, supplierId, text, context);
  if (shown) endPendingText(ctx, place);
  else holdText(ctx, place, text, context, note);
  return shown;
}
