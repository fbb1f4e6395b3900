import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { listPublications, publishMethod, scoreDifferencesUnder } from '#app/domain/evidence/method-versions.server.ts';
import { readMethods } from '#app/domain/scoring/method-files.server.ts';
import { publishVersions } from '#app/domain/scoring/publish-versions.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { CheckField } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/method', (ctx) => {
  const methodRef = refOf(ctx.method);
  const publications = listPublications(ctx);
  const past = new Set(publications.flatMap(({ ref, previous }) => [ref, previous]));
  const versions = [...readMethods().keys()];
  const asked = ctx.url.searchParams.get('version');
  const candidate = versions.find((ref) => ref === asked && ref !== methodRef && !past.has(ref)) ?? null;
  return {
    title: ctx.t.steward.method.title,
    administrator: ownRoles(ctx).has('administrator'),
    versions: versions.map((ref) => ({
      ref,
      state: ref === methodRef ? ('inForce' as const) : past.has(ref) ? ('past' as const) : ('candidate' as const),
      publishedAt: publications.find((publication) => publication.ref === ref)?.publishedAt ?? null,
    })),
    candidate,
    differences: candidate ? scoreDifferencesUnder(ctx, readMethods().get(candidate)!) : [],
  };
});

export const action = intentAction('steward/method', {
  publish(ctx, form) {
    if (form.get('confirm') !== '1') return data({ error: ctx.t.steward.errors.choice }, { status: 422 });
    const published = publishMethod(ctx, String(form.get('version')));
    if (!published.ok) return data({ error: ctx.t.steward.errors['not-now'] }, { status: 422 });
    const { rules } = ctx.services;
    rules.reload();
    publishVersions({ ...ctx, ...rules.current });
    return redirect('/steward/method', 303);
  },
});

export default function MethodVersions() {
  const { title, administrator, versions, candidate, differences } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const messages = useMessages().steward.method;
  const locale = useLocale();
  const points = (value: number) => formatNumber(value, locale, 1);
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
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
          {administrator && (
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
