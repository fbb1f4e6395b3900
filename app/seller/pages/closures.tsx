import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { writeTime } from '#app/domain/calendar/booked-time.ts';
import { type Closing, closeDays, closureDecisions } from '#app/domain/fulfilment/close-days.server.ts';
import { listTouched, promiseKey, versionOf } from '#app/domain/fulfilment/touched-promises.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { readClosedDays } from '#app/seller/closed-days.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { AreaField, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/** The promises on days that are to be closed, each with what can become of it; without any, the form of the closures. */
export const loader = supplierRouteHandler('seller/closures', (ctx, own, _: LoaderFunctionArgs) => {
  const { supplier } = own;
  const { t, locale } = ctx;
  const closures = readClosedDays(ctx.url.searchParams.get('days') ?? '');
  const touched = closures ? listTouched(ctx, supplier, closures) : [];
  if (!closures || touched.length === 0) return redirect(`/supplier/${supplier.slug}/delivery`, 303);
  return {
    ...sellerHeader(own, t.closing.title),
    version: versionOf(supplier, touched),
    closures: closures.map(({ from, to }) => t.closing.span(formatDate(from, locale), formatDate(to, locale))),
    promises: touched.map((promise) => ({
      key: promiseKey(promise),
      order: { href: `/supplier/${supplier.slug}/orders/${promise.orderId}`, text: t.closing.order(promise.number) },
      buyer: promise.buyerName,
      time: formatTime(promise.time, t, locale),
      lines: promise.lines.map(({ name, quantity }) => `${quantity} × ${translated(name, locale)}`),
      others: promise.others.map((time) => ({ value: writeTime(time), text: formatTime(time, t, locale) })),
    })),
  };
});

/** `do.KEY` decides about a promise, `time.KEY` is the time that is proposed for it. */
const decided = z
  .looseObject({ version: z.string().max(64), why: z.string().trim().max(500).default('') })
  .transform(({ version, why, ...fields }): Omit<Closing, 'closures'> => {
    const texts = new Map(Object.entries(fields).map(([name, text]) => [name, String(text).slice(0, 40)]));
    const decisions: [string, { decision: (typeof closureDecisions)[number]; time: string }][] = [...texts].flatMap(
      ([name, text]) => {
        const key = name.startsWith('do.') ? name.slice(3) : '';
        const decision = closureDecisions.find((known) => known === text);
        return key && decision ? [[key, { decision, time: texts.get(`time.${key}`) ?? '' }]] : [];
      },
    );
    return { version, why, decisions: new Map(decisions) };
  });

export const action = supplierFormAction('seller/closures', { schema: decided, run: close });

function close(ctx: RequestContext, { supplier }: OwnSupplier, decisions: Omit<Closing, 'closures'>): FormAnswer {
  const closures = readClosedDays(ctx.url.searchParams.get('days') ?? '');
  if (!closures) return goTo(`/supplier/${supplier.slug}/delivery`);
  const closed = closeDays(ctx, supplier.id, { closures, ...decisions });
  if (closed.ok) return goTo(`/supplier/${supplier.slug}/delivery`, ['closure.decided', closed.count]);
  const { errors } = ctx.t.closing;
  if (closed.reason === 'changed') return invalidForm(errors.changed, 409);
  const field = closed.reason === 'taken' ? 'time' : 'do';
  return invalidInput({ [`${field}.${closed.key}`]: errors[closed.reason] });
}

export default function ClosuresPage() {
  const { supplier, version, closures, promises } = useLoaderData<typeof loader>();
  const t = useMessages().closing;
  return (
    <SellerLayout supplier={supplier}>
      <PostForm className="grid max-w-2xl gap-5">
        <input type="hidden" name="version" value={version} />
        <p>
          {t.lead(promises.length)} <b>{closures.join(' ; ')}</b>
        </p>
        <p className="small">{t.nothingYet}</p>
        {promises.map(({ key, order, buyer, time, lines, others }) => (
          <fieldset key={key} className="panel grid gap-3">
            <legend className="font-semibold">{time}</legend>
            <p>
              {lines.join(' ; ')}
              <span className="small block">
                {buyer} · <a href={order.href}>{order.text}</a>
              </span>
            </p>
            <SelectField name={`do.${key}`} label={t.what}>
              <option value="">{t.choose}</option>
              <option value="keep">{t.keep}</option>
              {others.length > 0 && <option value="move">{t.move}</option>}
              <option value="refuse">{t.refuse}</option>
            </SelectField>
            {others.length > 0 && (
              <SelectField name={`time.${key}`} label={t.otherTime}>
                {others.map(({ value, text }) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </SelectField>
            )}
          </fieldset>
        ))}
        <AreaField name="why" label={t.why} rows={2} maxLength={500} />
        <div className="flex flex-wrap gap-3">
          <button type="submit" className="button main">
            {t.close}
          </button>
          <a className="button quiet" href={`/supplier/${supplier.slug}/delivery`}>
            {t.leave}
          </a>
        </div>
      </PostForm>
    </SellerLayout>
  );
}
