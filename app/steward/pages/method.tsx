import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { listPublications, publishMethod, scoreDifferencesUnder } from '#app/domain/evidence/method-versions.server.ts';
import { readMethodFiles, readMethods } from '#app/domain/scoring/method-files.server.ts';
import { publishVersions } from '#app/domain/scoring/publish-versions.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { refused } from '#app/domain/shared/result.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { listMissingTexts } from '#app/steward/criterion-texts.server.ts';
import { FileFaultList } from '#app/steward/file-fault-list.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

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
    pageTitle: pageTitle(ctx.t.steward.method.title, { of: ctx.t.steward.title }),
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

export const action = formAction('steward/method', {
  publish: { schema: z.object({ version: rowId, confirm: z.literal('1', 'terms') }), run: publish },
});

function publish(ctx: RequestContext, { version }: { version: string }) {
  const method = readMethods().get(version);
  const isComplete = !method || listMissingTexts(method).length === 0;
  const published = isComplete ? publishMethod(ctx, version) : refused('broken');
  if (!published.ok && published.reason === 'broken') return goTo(pageOf(version), ['steward.file-broken']);
  if (!published.ok)
    return goTo('/steward/method', [
      published.reason === 'second-person' ? 'steward.waits-for-second' : 'steward.not-now',
    ]);
  const { rules } = ctx.services;
  rules.reload();
  publishVersions({ ...ctx, ...rules.current });
  return goTo('/steward/method');
}

/** The page that shows what a version lacks. */
function pageOf(version: string): string {
  return `/steward/method?version=${encodeURIComponent(version)}`;
}

export default function MethodVersions() {
  const { title, administrator, versions, candidate, differences, missing, broken } = useLoaderData<typeof loader>();
  const messages = useMessages().steward.method;
  const locale = useLocale();
  const points = (value: number) => formatNumber(value, locale, 1);
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      <ul className="panel rows">
        {versions.map((version) => (
          <li key={version.ref}>
            <span className={version.state === 'inForce' ? 'state state-done' : 'state'}>
              {messages[version.state]}
            </span>
            {version.state === 'candidate' ? <a href={pageOf(version.ref)}>{version.ref}</a> : version.ref}
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
            <PostForm intents={['publish']} hiddenFields={{ version: candidate }} className="panel grid gap-4">
              <CheckField name="confirm" value="1" label={messages.confirm} required />
              <button type="submit" className="button main" name="intent" value="publish">
                {messages.publish}
              </button>
            </PostForm>
          )}
        </>
      )}
    </StewardLayout>
  );
}
