import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { contestPendingText, listPendingTexts, withdrawPendingText } from '#app/domain/claims/pending-texts.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo } from '#app/http/form-answer.ts';
import { requiredText, rowId } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { PendingTextCard } from '#app/seller/pending-text-card.tsx';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/texts', (ctx, { supplier, roles }) => {
  const pending = listPendingTexts(ctx, supplier.id);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.claimTexts.title, { count: pending.length }),
    pending: pending.map(
      ({ id, offerId, field, text, state, kinds, found, evidence, note, reason, typedAt, differences, isLive }) => ({
        id,
        offerId,
        field,
        text,
        refused: state === 'refused',
        kinds,
        found,
        provable: evidence.length > 0,
        note,
        reason,
        typedAt,
        differences,
        isLive,
      }),
    ),
  };
});

const contested = z.object({ text: rowId, note: requiredText(1000) });

export const action = supplierFormAction('seller/texts', {
  contest: { schema: contested, run: contest },
  withdraw: { schema: z.object({ text: rowId }), run: withdraw },
});

function contest(
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  { text, note }: z.infer<typeof contested>,
): FormAnswer {
  const asked = contestPendingText(ctx, supplier.id, text, note);
  return goTo(`/supplier/${supplier.slug}/texts`, [asked.ok ? 'text.contested' : 'text.not-now']);
}

function withdraw(ctx: RequestContext, { supplier }: OwnSupplier, { text }: { text: string }): FormAnswer {
  const withdrawn = withdrawPendingText(ctx, supplier.id, text);
  return goTo(`/supplier/${supplier.slug}/texts`, [withdrawn.ok ? 'text.withdrawn' : 'text.not-now']);
}

export default function PendingTextsPage() {
  const { supplier, pending } = useLoaderData<typeof loader>();
  const messages = useMessages().claimTexts;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      {pending.length === 0 && <p>{messages.none}</p>}
      {pending.map((one) => (
        <PendingTextCard key={one.id} pending={{ ...one, day: formatDate(one.typedAt, locale) }} slug={supplier.slug} />
      ))}
    </SellerLayout>
  );
}
