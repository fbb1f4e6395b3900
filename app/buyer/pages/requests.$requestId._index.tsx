import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { termsVersion } from '#app/buyer/checkout-terms.server.ts';
import { payOrder } from '#app/buyer/order-actions.server.ts';
import { type ShownRequest, viewRequest } from '#app/buyer/request-view.server.ts';
import { verdictKinds } from '#app/domain/buying/request-fold.ts';
import { getRequest } from '#app/domain/buying/requests.server.ts';
import { giveVerdict, mayAnswerNow, type VerdictRefusal, withdrawRequest } from '#app/domain/buying/verdicts.server.ts';
import { orderRequest } from '#app/domain/checkout/order-request.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { noFields, optionalText, tickedList, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField, CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/requests.$requestId._index', (ctx, { params }) => {
  const request = getRequest(ctx, params.requestId ?? '');
  const isOwn = request.row.requesterId === requireUser(ctx).id;
  const shown = viewRequest(ctx, request);
  const { state, round } = request.reading;
  return {
    title: shown.name,
    request: shown,
    mayAnswer: mayAnswerNow(ctx, request),
    mayOrder: isOwn && (state === 'approved' || (state === 'submitted' && round > 1)),
    mayWithdraw: isOwn && (state === 'approved' || state === 'submitted'),
  };
});

const answer = z.object({
  verdict: z.enum(verdictKinds, 'choice'),
  line: tickedList,
  reason: optionalText(500),
  /** How many events the page showed. */
  seen: wholeNumber(0, 10_000),
});

export const action = formAction('buyer/requests.$requestId._index', {
  answer: {
    schema: answer,
    run: (ctx, { line, seen, ...verdict }, { requestId }) => {
      const given = giveVerdict(ctx, requestId, { ...verdict, lines: line, shown: seen });
      return given.ok ? goTo(`/requests/${requestId}`, ['saved']) : refuse(ctx, given);
    },
  },
  withdraw: {
    schema: noFields,
    run: (ctx, _, { requestId }) => {
      const withdrawn = withdrawRequest(ctx, requestId);
      return withdrawn.ok ? goTo(`/requests/${requestId}`, ['saved']) : invalidForm(ctx.t.requests.changed, 409);
    },
  },
  order: {
    schema: z.object({ terms: z.literal('yes', 'terms') }),
    run: (ctx, _, { requestId }) => order(ctx, requestId),
  },
});

function refuse(ctx: RequestContext, { reason }: VerdictRefusal): FormAnswer {
  const t = ctx.t.requests;
  if (reason === 'reason-missing') return invalidInput({ reason: t.whyMissing });
  return invalidForm(reason === 'not-asked' ? t.notAsked : t.changed, 409);
}

async function order(ctx: RequestContext, requestId: string): Promise<FormAnswer> {
  const t = ctx.t.requests;
  const ordered = orderRequest(ctx, requestId, {
    termsOf: (texts) => termsVersion(ctx.t, texts),
    buyerName: requireUser(ctx).name,
  });
  if (!ordered.ok) return invalidForm(ordered.reason === 'not-approved' ? t.notApproved : t.cannotOrder, 409);
  return ordered.asked ? goTo(`/requests/${requestId}`, ['saved']) : payOrder(ctx, ordered.orderId);
}

export default function RequestPage() {
  const { request, mayAnswer, mayOrder, mayWithdraw } = useLoaderData<typeof loader>();
  const { requests: t } = useMessages();
  return (
    <div className="wrap section grid max-w-3xl gap-6">
      <div>
        <p className="no-print">
          <a href="/requests">{t.back}</a>
        </p>
        <h1>{request.name}</h1>
        <p className="lead mt-2">{request.of}</p>
        <p className="mt-2">
          <b>{request.stateName}</b>
        </p>
        {request.waits && <p>{request.waits}</p>}
        {request.round > 1 && <p>{t.round(request.round)}</p>}
        {request.agreed && <p>{t.agreed(request.agreed)}</p>}
        {request.expires && <p className="small">{request.expires}</p>}
        {request.orderId && (
          <p className="mt-2">
            <a href={`/orders/${request.orderId}`}>{t.seeOrder}</a>
          </p>
        )}
      </div>
      <Lines request={request} />
      {mayOrder && <Order request={request} />}
      {mayAnswer && <Answer request={request} />}
      <section>
        <h2>{t.history}</h2>
        <ol className="mt-2 grid gap-2">
          {request.history.map(({ at, text, why }) => (
            <li key={`${at} ${text}`}>
              {text} <span className="small">{at}</span>
              {why && <p className="small">« {why} »</p>}
            </li>
          ))}
        </ol>
      </section>
      {mayWithdraw && (
        <PostForm intents={['withdraw']}>
          <button type="submit" className="button quiet" name="intent" value="withdraw">
            {t.withdraw}
          </button>
        </PostForm>
      )}
    </div>
  );
}

function Lines({ request }: { request: ShownRequest }) {
  const { requests: t } = useMessages();
  return (
    <section className="panel">
      <h2>{t.lines}</h2>
      <ul className="mt-2 grid gap-2">
        {request.lines.map(({ id, name, supplierName, amount, isRefused }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {name} <span className="small">{supplierName}</span> {isRefused && <b>({t.refusedLine})</b>}
            </span>
            <span>{amount}</span>
          </li>
        ))}
        <li className="flex flex-wrap justify-between gap-x-4">
          <span>{t.delivery}</span>
          <span>{request.delivery}</span>
        </li>
        <li className="flex flex-wrap justify-between gap-x-4">
          <b>{t.total}</b>
          <b>{request.total}</b>
        </li>
      </ul>
      {request.notes.map((note) => (
        <p key={note} className="notice mt-3">
          {note}
        </p>
      ))}
      <p className="small mt-3">{t.noStock}</p>
    </section>
  );
}

function Order({ request }: { request: ShownRequest }) {
  const { requests: t } = useMessages();
  return (
    <PostForm intents={['order']} className="panel grid gap-4">
      <p>{t.orderLead(request.agreed ?? request.total)}</p>
      <CheckField name="terms" value="yes" label={t.terms} optional={false} />
      <p>
        <button type="submit" className="button main" name="intent" value="order">
          {t.order}
        </button>
      </p>
    </PostForm>
  );
}

function Answer({ request }: { request: ShownRequest }) {
  const { requests: t } = useMessages();
  const open = request.lines.filter(({ isRefused }) => !isRefused);
  return (
    <PostForm intents={['answer']} hiddenFields={{ intent: 'answer' }} className="panel grid gap-4">
      <input type="hidden" name="seen" value={request.shown} />
      <h2>{t.answer}</h2>
      {open.length > 1 && (
        <fieldset className="grid gap-2">
          <legend>{t.refuseLines}</legend>
          {open.map(({ id, name }) => (
            <label key={id} className="check">
              <input type="checkbox" name="line" value={id} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <AreaField name="reason" label={t.why} hint={t.whyHint} maxLength={500} rows={3} />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button main" name="verdict" value="approve">
          {t.approve}
        </button>
        <button type="submit" className="button" name="verdict" value="return">
          {t.return}
        </button>
        <button type="submit" className="button" name="verdict" value="refuse">
          {t.refuse}
        </button>
      </div>
    </PostForm>
  );
}
