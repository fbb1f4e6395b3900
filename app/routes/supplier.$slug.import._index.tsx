import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { listImports, receiveFile } from '#app/domain/imports/imports.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { readForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDateTime } from '#app/i18n/format.ts';
import { Desk } from '#app/ui/desk-nav.tsx';
import { Field } from '#app/ui/field.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.import._index', (visit, { supplier }) => ({
  ...stallHead(supplier, visit.t.importDesk.title),
  past: listImports(visit, supplier.id).map(({ id, fileName, state, createdAt }) => ({
    id,
    fileName,
    state,
    createdAt,
  })),
}));

export const action = answerStall(
  'supplier.$slug.import._index',
  async (visit, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const file = (await readForm(request)).get('file');
    const refusals = visit.t.importDesk.refusals;
    if (!(file instanceof File)) return data({ error: refusals.empty }, { status: 422 });
    const received = await receiveFile({ ...visit, storage: visit.hall.storage }, supplier, {
      name: file.name,
      bytes: Buffer.from(await file.arrayBuffer()),
    });
    if (!received.ok) return data({ error: refusals[received.reason] }, { status: 422 });
    return redirect(`/supplier/${supplier.slug}/import/${received.importId}`, 303);
  },
);

export default function Import() {
  const { stall, past } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const i = t.importDesk;
  const locale = useLocale();
  return (
    <Desk stall={stall}>
      <p className="lead">{i.lead}</p>
      <Form method="post" encType="multipart/form-data" className="panel grid max-w-xl gap-4">
        <Field
          label={i.file}
          hint={i.limits}
          type="file"
          name="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          required
          error={refused?.error}
        />
        <button type="submit" className="button main">
          {i.send}
        </button>
        <p className="small">{i.before}</p>
      </Form>
      <p>
        <a href={`/supplier/${stall.slug}/export.csv`}>{i.sample}</a>
      </p>
      {past.length > 0 && (
        <section className="panel">
          <h2>{i.past}</h2>
          <ul className="rows">
            {past.map(({ id, fileName, state, createdAt }) => (
              <li key={id}>
                <a href={`/supplier/${stall.slug}/import/${id}`}>{fileName}</a>, {i.states[state]},{' '}
                <span className="small">{formatDateTime(createdAt, locale)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Desk>
  );
}
