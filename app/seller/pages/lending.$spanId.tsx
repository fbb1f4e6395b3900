import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { lentConditions } from '#app/domain/fulfilment/lending.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { noFields, optionalEuros, optionalText } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { LoanClaim } from '#app/seller/claim-panel.tsx';
import {
  askClaim,
  handOut,
  inspectThing,
  leaveClaim,
  loseThing,
  missBooking,
  replaceThing,
  takeBack,
  undoStep,
} from '#app/seller/lending-actions.server.ts';
import { LendingSteps } from '#app/seller/lending-steps.tsx';
import { viewLent } from '#app/seller/lending-view.server.ts';
import { LoanRows } from '#app/seller/loan-rows.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/lending.$spanId', (ctx, { supplier, roles }, { params }) => {
  const lent = viewLent(ctx, supplier.id, params.spanId ?? '');
  return { ...sellerHeader({ supplier, roles }, lent.name, { page: ctx.t.lending.title, state: lent.state }), lent };
});

const noted = { condition: z.enum(lentConditions, 'choice'), note: optionalText(300) };
const handedOut = z.object({ ...noted, code: optionalText(20), name: optionalText(120), numbers: optionalText(400) });
const claimed = z.object({ damage: optionalEuros, reason: optionalText(300) });

export const action = supplierFormAction('seller/lending.$spanId', {
  'hand-out': { schema: handedOut, run: (ctx, own, input, { spanId }) => handOut(ctx, own, spanId, input) },
  'take-back': { schema: z.object(noted), run: (ctx, own, input, { spanId }) => takeBack(ctx, own, spanId, input) },
  inspect: { schema: z.object(noted), run: (ctx, own, input, { spanId }) => inspectThing(ctx, own, spanId, input) },
  miss: { schema: noFields, run: (ctx, own, _, { spanId }) => missBooking(ctx, own, spanId) },
  lose: { schema: noFields, run: (ctx, own, _, { spanId }) => loseThing(ctx, own, spanId) },
  replace: { schema: noFields, run: (ctx, own, _, { spanId }) => replaceThing(ctx, own, spanId) },
  claim: { schema: claimed, run: (ctx, own, input, { spanId }) => askClaim(ctx, own, spanId, input) },
  'drop-claim': { schema: noFields, run: (ctx, own, _, { spanId }) => leaveClaim(ctx, own, spanId) },
  'undo-step': { schema: noFields, run: (ctx, own, _, { spanId }) => undoStep(ctx, own, spanId) },
});

export default function LentThing() {
  const { supplier, lent } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { lending } = t;
  const base = `/supplier/${supplier.slug}`;
  return (
    <SellerLayout supplier={supplier}>
      <p className="small">
        <a href={`${base}/lending`}>{lending.back}</a>
      </p>
      <section className="panel grid gap-2">
        <p className="font-semibold">{lent.state}</p>
        <p>{lent.time}</p>
        <p className="small">
          {lent.order ? <a href={`${base}/orders/${lent.order.id}`}>{lent.who}</a> : lent.who}
          {lent.order && ` · ${lent.order.contact}`}
        </p>
        {lent.things && <p className="small">{lent.things}</p>}
        {lent.late && (
          <p className="notice care">
            {lent.late} {lending.lateRule} {lending.notCharged}
          </p>
        )}
        {lent.isThreatened && <p className="notice care">{lending.risks.mine}</p>}
        {lent.moments.length > 0 && (
          <ul className="small">
            {lent.moments.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </section>
      <LoanClaim claim={lent.claim} />
      <LendingSteps lent={lent} />
      {lent.threatens.length > 0 && (
        <section className="panel">
          <h2>{lending.risks.title}</h2>
          <p className="small">{lending.risks.lead}</p>
          <LoanRows rows={lent.threatens} slug={supplier.slug} />
        </section>
      )}
    </SellerLayout>
  );
}
