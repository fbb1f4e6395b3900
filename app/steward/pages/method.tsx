import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { listPublications, publishMethod, scoreDifferencesUnder } from '#app/domain/evidence/method-versions.server.ts';
import { readMethodFiles, readMethods } from '#app/domain/scoring/method-files.server.ts';
import { publishVersions } from '#app/domain/scoring/publish-versions.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { listMissingTexts } from '#app/steward/criterion-texts.server.ts';
import { FileFaultList } from '#app/steward/file-fault-list.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { CheckField } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/method', (ctx) => {
  const methodRef = refOf(ctx.method);
  const publications = listPublications(ctx);
  const past = new Set(publications.flatMap(({ ref, previous }) => [ref, previous]));
  const files = readMethodFiles();
  const methods = new Map(files.flatMap((one) => (one.ok ? [[refOf(one.file), one.file]] : [])));
  const versions = [...methods.keys()];
  const asked = ctx.url.searchParams.get('version');
  const candidate = versions.find((ref) => ref === asked && ref !== methodRef && !past.has(ref)) ?? null;
  const method = candidate ? methods.get(candidate) : undefined;
  return {
    title: ctx.t.steward.method.title,
    administrator: ownRoles(ctx).has('administrator'),
    versions: versions.map((ref) => ({
      ref,
      state: ref === methodRef ? ('inForce' as const) : past.has(ref) ? ('past' as const) : ('candidate' as const),
      publishedAt: publications.find((publication) => publication.ref === ref)?.publishedAt ?? null,
    })),
    candidate,
    differences: method ? scoreDifferencesUnder(ctx, method) : [],
    missing: method ? listMissingTexts(method) : [],
    broken: files.flatMap((one) => (one.ok ? [] : [{ name: one.name, faults: one.faults }])),
  };
});

export const action = intentAction('steward/method', {
  publish(ctx, form) {
    const { errors } = ctx.t.steward;
    if (form.get('confirm') !== '1') return data({ error: errors.choice, faults: [] }, { status: 422 });
    const ref = String(form.get('version'));
    const method = readMethods().get(ref);
    const missing = method ? listMissingTexts(method) : [];
    if (missing.length > 0) return data({ error: errors['not-now'], faults: missing }, { status: 422 });
    const published = publishMethod(ctx, ref);
    if (!published.ok) {
      const faults = published.reason === 'broken' ? published.faults : [];
      return data({ error: errors['not-now'], faults }, { status: 422 });
    }
    const { rules } = ctx.services;
    rules.reload();
    publishVersions({ ...ctx, ...rules.current });
    return redirect('/steward/method', 303);
  },
});

export default function MethodVersions() {
  const { title, administrator, versions, candidate, differences, missing, broken } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const messages = useMessages().steward.method;
  const locale = useLocale();
  const points = (value: number) => formatNumber(value, locale, 1);
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      {refused && (
        <div className="notice care" role="alert">
          {refused.faults.length > 0 ? <FileFaultList name={title} faults={refused.faults} /> : refused.error}
        </div>
      )}
      <ul className="panel rows">
        {versions.map((version) => (
          <li key={version.ref}>
            <span className={version.state === 'inForce' ? 'state state-done' : 'state'}>
              {messages[version.state]}
            </span>
            {version.state === 'candidate' ? (
              <a href={`/steward/method?version=${encodeURIComponent(version.ref)}`}>{version.ref}</a>
            ) : (
              version.ref
            )}
            {version.publishedAt && `, ${messages.publishedOn(formatDate(version.publishedAt, locale))}`}
          </li>
        ))}
      </ul>
      {broken.map(({ name, faults }) => (
        <div key={name} className="notice care">
          <FileFaultList name={name} faults={faults} />
        </div>
      ))}
      {!versions.some((version) => version.state === 'candidate') && <p className="small">{messages.none}</p>}
      {candidate && (
        <>
          <h2>{messages.differences(candidate)}</h2>
          <DataTable
            label={messages.differences(candidate)}
            columns={[
              { name: title },
              { name: messages.before, numeric: true },
              { name: messages.after, numeric: true },
              { name: messages.change, numeric: true },
            ]}
          >
            {differences.map((row) => (
              <tr key={row.slug}>
                <td>
                  <a href={`/steward/suppliers/${row.slug}`}>{row.name}</a>
                </td>
                <td className="n">{points(row.before)}</td>
                <td className="n">{points(row.after)}</td>
                <td className="n">{points(row.after - row.before)}</td>
              </tr>
            ))}
          </DataTable>
          {missing.length > 0 && (
            <div className="notice care">
              <FileFaultList name={candidate} faults={missing} />
            </div>
          )}
          {administrator && missing.length === 0 && (
            <Form method="post" className="panel grid gap-4">
              <input type="hidden" name="version" value={candidate} />
              <CheckField name="confirm" value="1" label={messages.confirm} required />
              <button type="submit" className="button main" name="intent" value="publish">
                {messages.publish}
              </button>
            </Form>
          )}
        </>
      )}
    </StewardLayout>
  );
}
