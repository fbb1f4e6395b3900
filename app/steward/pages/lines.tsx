import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { releaseLargeLine } from '#app/domain/fulfilment/release-line.server.ts';
import { listLargeLines } from '#app/domain/orders/large-lines.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { requiredText, rowId, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/lines', (ctx) => {
  const { title } = ctx.t.declarations.lines;
  const lines = listLargeLines(ctx).map(({ name, ...line }) => ({ ...line, name: translated(name, ctx.locale) }));
  return { title, pageTitle: pageTitle(title, { count: lines.length, of: ctx.t.steward.title }), lines };
});

const released = z.object({ order: rowId, line: wholeNumber(0, 10_000), reason: requiredText(500) });

export const action = formAction('steward/lines', { release: { schema: released, run: release } });

function release(ctx: RequestContext, { order, line, reason }: z.output<typeof released>): FormAnswer {
  const done = releaseLargeLine(ctx, order, line, reason);
  if (done.ok) return goTo('/steward/lines', ['saved']);
  if (done.reason === 'reason-missing') return invalidInput({ reason: ctx.t.steward.errors['reason-missing'] });
  return goTo('/steward/lines', ['steward.not-now']);
}

export default function LargeLinesPage() {
  const { title, lines } = useLoaderData<typeof loader>();
  const t = useMessages().declarations.lines;
  const locale = useLocale();
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.lead}</p>
      {lines.length === 0 && <p className="panel">{t.none}</p>}
      {lines.map(({ orderId, number, line, name, quantity, supplierName, paidAt }) => (
        <PostForm
          key={`${orderId} ${line}`}
          intents={['release']}
          hiddenFields={{ order: orderId, line }}
          className="panel grid max-w-2xl gap-3"
        >
          <h2>
            {quantity} × {name}
          </h2>
          <p className="small">
            {supplierName} · {number} · {formatDate(paidAt, locale)}
          </p>
          <AreaField
            name="reason"
            id={`reason-${orderId}-${line}`}
            label={t.reason}
            rows={2}
            maxLength={500}
            required
          />
          <p>
            <button type="submit" className="button" name="intent" value="release">
              {t.release}
            </button>
          </p>
        </PostForm>
      ))}
    </StewardLayout>
  );
}
