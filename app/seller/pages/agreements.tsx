import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { agreements } from '#app/domain/shared/legal-text.ts';
import { getLegalText } from '#app/domain/shared/legal-texts.server.ts';
import { signAgreement, withdrawAgreement } from '#app/domain/suppliers/agreements.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { listSignatureHistory } from '#app/domain/suppliers/signature-rows.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm } from '#app/http/form-answer.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { currentLegalText } from '#app/http/legal-texts.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { AgreementPanel, SignatureTable } from '#app/seller/agreement-panel.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/agreements', (ctx, { supplier, roles }) => {
  const history = listSignatureHistory(ctx, supplier.id);
  const people = history.flatMap(({ signedBy, endedBy }) => [signedBy, endedBy ?? signedBy]);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.agreements.title),
    texts: agreements.map((document) => ({
      text: currentLegalText(ctx, document),
      signature: history.find((one) => one.document === document && one.endedAt === null) ?? null,
    })),
    history: history.map((one) => ({ ...one, title: getLegalText(one.document, one.version).title })),
    names: Object.fromEntries(personNames(ctx, people)),
  };
});

const document = z.enum(agreements, 'choice');

export const action = supplierFormAction('seller/agreements', {
  sign: { schema: z.object({ document, version: z.iso.date(), read: z.literal('yes', 'terms') }), run: sign },
  withdraw: { schema: z.object({ document, understood: z.literal('yes', 'terms') }), run: withdraw },
});

type Signing = { document: (typeof agreements)[number]; version: string };

function sign(ctx: RequestContext, { supplier }: OwnSupplier, { document, version }: Signing) {
  const signed = signAgreement(ctx, supplier.id, document, version);
  return signed.ok ? toPage(supplier, document) : invalidForm(ctx.t.agreements.notCurrent);
}

function withdraw(ctx: RequestContext, { supplier }: OwnSupplier, { document }: Pick<Signing, 'document'>) {
  withdrawAgreement(ctx, supplier, document);
  return toPage(supplier, document);
}

function toPage({ slug }: OwnSupplier['supplier'], document: string) {
  return goTo(`/supplier/${slug}/agreements#${document}`);
}

export default function AgreementsPage() {
  const { supplier, texts, history, names } = useLoaderData<typeof loader>();
  const t = useMessages().agreements;
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{t.lead}</p>
      {texts.map((one) => (
        <AgreementPanel key={one.text.document} {...one} names={names} />
      ))}
      {history.length > 0 && <SignatureTable rows={history} names={names} />}
    </SellerLayout>
  );
}
