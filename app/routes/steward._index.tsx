import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { assign, listQueue } from '#app/domain/desk/queue.server.ts';
import { countQueue, queueKinds } from '#app/domain/desk/queue.ts';
import { findCriterion } from '#app/domain/scoring/method.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate } from '#app/i18n/format.ts';
import { DataTable } from '#app/ui/data-table.tsx';
import { StewardDesk } from '#app/ui/steward-nav.tsx';

export const meta = titled;

const shown = 100;

export const loader = answer('steward._index', (visit) => {
  const kind = queueKinds.find((known) => known === visit.url.searchParams.get('kind')) ?? null;
  const mine = visit.url.searchParams.has('mine');
  const all = listQueue(visit);
  const items = listQueue(visit, { kind, mine });
  return {
    title: visit.t.steward.title,
    kind,
    mine,
    total: all.length,
    counts: countQueue(all),
    search: visit.url.search,
    decided: visit.url.searchParams.has('decided'),
    items: items.slice(0, shown).map((one) => {
      const criterion = one.criterionId ? findCriterion(one.criterionId) : undefined;
      const { assignedTo: _, ...rest } = one;
      return {
        ...rest,
        own: one.assignedTo === visit.user!.id,
        criterion: criterion ? (visit.locale === 'fr' ? criterion.label_fr : criterion.label_en) : null,
      };
    }),
  };
});

export const action = act('steward._index', {
  take(visit, form) {
    assign(visit, String(form.get('item')), true);
    return redirect(`/steward${visit.url.search}`, 303);
  },
  leave(visit, form) {
    assign(visit, String(form.get('item')), false);
    return redirect(`/steward${visit.url.search}`, 303);
  },
});

export default function Queue() {
  const { title, kind, mine, total, counts, items, search, decided } = useLoaderData<typeof loader>();
  const t = useMessages();
  const s = t.steward;
  const locale = useLocale();
  return (
    <StewardDesk title={title}>
      {decided && (
        <p className="notice" role="status">
          {s.decided} {total === 0 && s.last}
        </p>
      )}
      <p className="lead">{total === 0 ? s.empty : s.lead(total)}</p>
      <ul className="flex flex-wrap gap-2">
        <li>
          <a className="pill" href="/steward" aria-current={kind === null && !mine ? 'true' : undefined}>
            {s.all} · {total}
          </a>
        </li>
        <li>
          <a className="pill" href="/steward?mine=1" aria-current={mine ? 'true' : undefined}>
            {s.mine}
          </a>
        </li>
        {queueKinds.map((name) => (
          <li key={name}>
            <a className="pill" href={`/steward?kind=${name}`} aria-current={kind === name ? 'true' : undefined}>
              {s.kinds[name]} · {counts[name]}
            </a>
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <>
          <p>
            <a className="button main" href={itemPath(items[0]!, search)}>
              {s.start}
            </a>
          </p>
          <DataTable label={title} columns={[{ name: s.what }, { name: s.who }, { name: s.since }, { name: s.taken }]}>
            {items.map((one) => (
              <tr key={one.item}>
                <td>
                  <a href={itemPath(one, search)}>
                    {s.kinds[one.kind]}
                    {one.criterion && ` : ${one.criterion}`}
                  </a>
                </td>
                <td>{one.supplierName}</td>
                <td className="whitespace-nowrap">{formatDate(one.since, locale)}</td>
                <td>
                  <Form method="post" action={`/steward${search}`} className="flex flex-wrap items-center gap-2">
                    <input type="hidden" name="item" value={one.item} />
                    {one.assignedName && <span>{one.assignedName}</span>}
                    <button
                      type="submit"
                      className="small min-h-8 cursor-pointer underline"
                      name="intent"
                      value={one.own ? 'leave' : 'take'}
                      aria-label={`${one.own ? s.leave : s.take}${t.colon}${s.kinds[one.kind]}, ${one.supplierName}`}
                    >
                      {one.own ? s.leave : s.take}
                    </button>
                  </Form>
                </td>
              </tr>
            ))}
          </DataTable>
        </>
      )}
    </StewardDesk>
  );
}

function itemPath(
  { item, kind, supplierSlug }: { item: string; kind: string; supplierSlug: string },
  search: string,
): string {
  return kind === 'supplier' ? `/steward/suppliers/${supplierSlug}` : `/steward/items/${item}${search}`;
}
