import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { listImports, receiveFile } from '#app/domain/imports/imports.server.ts';
import { readForm } from '#app/http/forms.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { Field } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/import._index', (ctx, { supplier }) => ({
  ...sellerHeader(supplier, ctx.t.imports.title),
  past: listImports(ctx, supplier.id).map(({ id, fileName, state, createdAt }) => ({
    id,
    fileName,
    state,
    createdAt,
  })),
}));

export const action = supplierRouteHandler(
  'seller/import._index',
  async (ctx, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const file = (await readForm(request)).get('file');
    const refusals = ctx.t.imports.refusals;
    if (!(file instanceof File)) return data({ error: refusals.empty }, { status: 422 });
    const received = await receiveFile({ ...ctx, storage: ctx.services.storage }, supplier, {
      name: file.name,
      bytes: Buffer.from(await file.arrayBuffer()),
    });
    if (!received.ok) return data({ error: refusals[received.reason] }, { status: 422 });
    return redirect(`/supplier/${supplier.slug}/import/${received.importId}`, 303);
  },
);

export default function ImportsPage() {
  const { supplier, past } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.imports;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      <Form method="post" encType="multipart/form-data" className="panel grid max-w-xl gap-4">
        <Field
          label={messages.file}
          hint={messages.limits}
          type="file"
          name="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          required
          error={refused?.error}
        />
        <button type="submit" className="button main">
          {messages.send}
        </button>
        <p className="small">{messages.before}</p>
      </Form>
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
