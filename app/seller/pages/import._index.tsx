import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listImports, receiveFile } from '#app/domain/imports/imports.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalFile } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { lacksRows, withSpace } from '#app/seller/supplier-budget.server.ts';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/import._index', (ctx, { supplier, roles }) => ({
  ...sellerHeader({ supplier, roles }, ctx.t.imports.title),
  past: listImports(ctx, supplier.id).map(({ id, fileName, state, createdAt }) => ({
    id,
    fileName,
    state,
    createdAt,
  })),
}));

export const action = supplierFormAction('seller/import._index', {
  schema: z.object({ file: optionalFile }),
  run: receive,
});

async function receive(ctx: RequestContext, { supplier }: OwnSupplier, { file }: { file: File | null }) {
  const { refusals } = ctx.t.imports;
  if (!file) return invalidInput({ file: refusals.empty });
  const { refused } = ctx.t.limits.budgets;
  const received = await withSpace(ctx, supplier, file.size, async () => {
    const kept = { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
    const importCtx = { ...ctx, storage: ctx.services.storage };
    return receiveFile(importCtx, supplier, kept, () => !lacksRows(ctx, supplier));
  });
  if (!received) return invalidInput({ file: refused.space });
  if (!received.ok)
    return invalidInput({ file: received.reason === 'rows' ? refused.rows : refusals[received.reason] });
  return goTo(`/supplier/${supplier.slug}/import/${received.importId}`);
}

export default function ImportsPage() {
  const { supplier, past } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.imports;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      <PostForm encType="multipart/form-data" className="panel grid max-w-xl gap-4">
        <Field
          label={messages.file}
          hint={messages.limits}
          type="file"
          name="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          required
        />
        <button type="submit" className="button main">
          {messages.send}
        </button>
        <p className="small">{messages.before}</p>
      </PostForm>
      <p>
        <a href={`/supplier/${supplier.slug}/export.csv`}>{messages.sample}</a>
      </p>
      {past.length > 0 && (
        <section className="panel">
          <h2>{messages.past}</h2>
          <ul className="rows">
            {past.map(({ id, fileName, state, createdAt }) => (
              <li key={id}>
                <a href={`/supplier/${supplier.slug}/import/${id}`}>{fileName}</a>, {messages.states[state]},{' '}
                <span className="small">{formatDateTime(createdAt, locale)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SellerLayout>
  );
}
