import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listAskedLevels } from '#app/domain/evidence/waiting.server.ts';
import { assignItem, listQueue, viewQueue } from '#app/domain/moderation/queue.server.ts';
import { queueKinds } from '#app/domain/moderation/queue.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { letterHealth } from '#app/domain/outbox/letters.server.ts';
import { listOpenDisputes } from '#app/domain/payments/dispute-rows.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { rowId, tickedList } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { acceptMarked } from '#app/steward/item-actions.server.ts';
import { MarkedForm, MarkField } from '#app/steward/marked-form.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

const shown = 100;

export const loader = routeHandler('steward/_index', (ctx) => {
  const kind = queueKinds.find((known) => known === ctx.url.searchParams.get('kind')) ?? null;
  const mine = ctx.url.searchParams.has('mine');
  const view = viewQueue(ctx, kind, shown);
  const total = Object.values(view.counts).reduce((sum, count) => sum + count, 0);
  const { id } = requireUser(ctx);
  const own = mine ? listQueue(ctx, { kind, mine }) : null;
  const items = (own ?? view.items).slice(0, shown);
  const asking = kind === 'evidence' ? items.map((one) => one.id) : [];
  const askedLevels = listAskedLevels(ctx, asking);
  return {
    title: ctx.t.steward.title,
    pageTitle: pageTitle(ctx.t.steward.title, {
      count: own?.length ?? (kind ? view.counts[kind] : total),
      state: kind && ctx.t.steward.kinds[kind],
    }),
    kind,
    mine,
    total,
    counts: view.counts,
    search: ctx.url.search,
    letters: letterHealth(ctx),
    disputes: openDisputes(ctx),
    items: items.map((one) => {
      const criterion = one.criterionId ? findCriterion(ctx.method, one.criterionId) : undefined;
      const { assignedTo: _, ...rest } = one;
      return {
        ...rest,
        own: one.assignedTo === id,
        askedLevel: askedLevels.get(one.id) ?? null,
        criterion: criterion ? shownCriterionName(criterion, ctx) : null,
      };
    }),
  };
});

/** Open disputes with the day before which the bank waits for an answer, the earliest first. */
function openDisputes(ctx: RequestContext) {
  const disputes = listOpenDisputes(ctx);
  const numbers = listOrderNumbers(
    ctx,
    disputes.map(({ reference }) => reference),
  );
  return disputes.map(({ id, reference, amountCents, dueBy }) => ({
    id,
    order: numbers.get(reference) ?? reference,
    amountCents,
    due: dueBy && localDay(new Date(dueBy), ctx.town),
  }));
}

const listed = z.object({ item: rowId });

export const action = formAction('steward/_index', {
  take: { schema: listed, run: (ctx, { item }) => assign(ctx, item, true) },
  leave: { schema: listed, run: (ctx, { item }) => assign(ctx, item, false) },
  accept: { schema: z.object({ evidence: tickedList }), run: (ctx, { evidence }) => acceptMarked(ctx, evidence) },
});

function assign(ctx: RequestContext, item: string, take: boolean) {
  assignItem(ctx, item, take);
  return goTo(`/steward${ctx.url.search}`);
}

export default function Queue() {
  const { title, kind, mine, total, counts, items, search, letters, disputes } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.steward;
  const locale = useLocale();
  return (
    <StewardLayout title={title}>
      <p className="lead">{total + disputes.length === 0 ? messages.empty : messages.lead(total + disputes.length)}</p>
      {disputes.length > 0 && (
        <section className="notice care">
          <h2>{t.books.disputes}</h2>
          <ul>
            {disputes.map(({ id, order, amountCents, due }) => (
              <li key={id}>
                <a href="/steward/books">{t.books.dispute.contested(order, formatMoney(amountCents, locale))}</a>
                {due && (
                  <>
                    {' · '}
                    <b>{t.books.dispute.answerBefore(formatDate(due, locale))}</b>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {(letters.refused > 0 || !letters.ok) && (
        <p className="notice care">
          {letters.ok ? t.letters.waiting(letters.refused) : t.letters.lateShort}{' '}
          <a href="/steward/letters">{t.letters.see}</a>
        </p>
      )}
      <ul className="flex flex-wrap gap-2">
        <li>
          <a className="pill" href="/steward" aria-current={kind === null && !mine ? 'true' : undefined}>
            {messages.all} · {total}
          </a>
        </li>
        <li>
          <a className="pill" href="/steward?mine=1" aria-current={mine ? 'true' : undefined}>
            {messages.mine}
          </a>
        </li>
        {queueKinds.map((name) => (
          <li key={name}>
            <a className="pill" href={`/steward?kind=${name}`} aria-current={kind === name ? 'true' : undefined}>
              {messages.kinds[name]} · {counts[name]}
            </a>
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <>
          <p>
            <a className="button main" href={itemPath(items[0]!, search)}>
              {messages.start}
            </a>
          </p>
          <DataTable
            label={title}
            columns={[
              { name: messages.what },
              { name: messages.who },
              { name: messages.since },
              { name: messages.taken },
            ]}
          >
            {items.map((one) => (
              <tr key={one.item}>
                <td>
                  <a href={itemPath(one, search)}>
                    {messages.kinds[one.kind]}
                    {one.criterion && ` : ${one.criterion}`}
                  </a>
                  {one.askedLevel && <MarkField item={one} level={one.askedLevel} />}
                </td>
                <td>{one.supplierName}</td>
                <td className="whitespace-nowrap">{formatDate(one.since, locale)}</td>
                <td>
                  <PostForm
                    intents={['take', 'leave']}
                    hiddenFields={{ item: one.item }}
                    action={`/steward${search}`}
                    className="flex flex-wrap items-center gap-2"
                  >
                    {one.assignedName && <span>{one.assignedName}</span>}
                    <button
                      type="submit"
                      className="small min-h-8 cursor-pointer underline"
                      name="intent"
                      value={one.own ? 'leave' : 'take'}
                      aria-label={`${one.own ? messages.leave : messages.take}${t.colon}${messages.kinds[one.kind]}, ${one.supplierName}`}
                    >
                      {one.own ? messages.leave : messages.take}
                    </button>
                  </PostForm>
                </td>
              </tr>
            ))}
          </DataTable>
          {kind === 'evidence' && <MarkedForm action={`/steward${search}`} />}
        </>
      )}
    </StewardLayout>
  );
}

function itemPath(
  { item, kind, supplierSlug }: { item: string; kind: string; supplierSlug: string },
  search: string,
): string {
  if (kind === 'witness') return '/steward/witnesses';
  return kind === 'supplier' ? `/steward/suppliers/${supplierSlug}` : `/steward/items/${item}${search}`;
}
