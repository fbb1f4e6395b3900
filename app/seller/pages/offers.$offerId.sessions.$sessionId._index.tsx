import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { changeSession, decideSession } from '#app/domain/catalogue/offer-dates.server.ts';
import { lacksPeople, timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { callOffSession, listParticipants, savePresence, seatKey } from '#app/domain/fulfilment/attendance.server.ts';
import { hasBegun } from '#app/domain/orders/seats.server.ts';
import { maxNameLength } from '#app/domain/orders/seats.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { noFields, optionalText, textFields, wholeNumber } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { getOwnSession } from '#app/seller/own-session.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { ParticipantForm, ParticipantTable } from '#app/seller/participant-list.tsx';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { SessionDecision } from '#app/seller/session-decision.tsx';
import { SessionTermsFields } from '#app/seller/session-fields.tsx';
import { readChange, sessionErrors } from '#app/seller/session-form.server.ts';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler(
  'seller/offers.$offerId.sessions.$sessionId._index',
  (ctx, own, { params }) => {
    const { offer, session } = getOwnSession(ctx, own, params);
    const time = timeOfSession(session);
    const name = translated(offer.name, ctx.locale);
    return {
      ...sellerHeader(own, ctx.t.sessions.list.title(name, formatTime(time, ctx.t, ctx.locale))),
      base: `/supplier/${own.supplier.slug}/offers/${offer.id}/sessions`,
      session,
      time,
      participants: listParticipants(ctx, time).map((guest) => ({ ...guest, key: seatKey(guest) })),
      begun: hasBegun(ctx, time),
      isShort: lacksPeople(session) && session.decideOn <= localDay(ctx.now, ctx.town),
    };
  },
);

export const action = supplierFormAction('seller/offers.$offerId.sessions.$sessionId._index', {
  change: {
    schema: z.object({
      seats: wholeNumber(1, 999),
      minimum: wholeNumber(0, 999),
      decide_on: optionalText(40),
      place: optionalText(160),
    }),
    run: (ctx, own, typed, params): FormAnswer => {
      const { offer, session } = getOwnSession(ctx, own, params);
      const read = readChange(ctx, typed, session.day);
      if ('errors' in read) return invalidInput(read.errors);
      const changed = changeSession(ctx, offer, session.id, read.change);
      if (changed.ok) return goTo(pageOf(own.supplier.slug, session), ['saved']);
      const { problems } = ctx.t.sessions.editor;
      return invalidInput(
        changed.reason === 'refused' ? sessionErrors(changed, ctx.t) : { seats: problems[changed.reason] },
      );
    },
  },
  confirm: {
    schema: noFields,
    run: (ctx, own, _, params): FormAnswer => {
      const { session } = getOwnSession(ctx, own, params);
      if (!decideSession(ctx, session.id, 'confirmed')) return invalidForm(ctx.t.sessions.editor.problems['not-now']);
      return goTo(pageOf(own.supplier.slug, session), ['saved']);
    },
  },
  'call-off': {
    schema: noFields,
    run: (ctx, own, _, params): FormAnswer => {
      const { session } = getOwnSession(ctx, own, params);
      const called = callOffSession(ctx, own.supplier.id, session);
      if (!called.ok) return invalidForm(ctx.t.sessions.editor.problems['not-now']);
      return goTo(pageOf(own.supplier.slug, session), ['saved']);
    },
  },
  presence: {
    schema: textFields,
    run: (ctx, own, values, params): FormAnswer => {
      const { session } = getOwnSession(ctx, own, params);
      const typed = new Map(
        listParticipants(ctx, timeOfSession(session)).map((guest) => {
          const key = seatKey(guest);
          const name = (values[`name.${key}`] ?? guest.name).trim().slice(0, maxNameLength);
          return [key, { name, present: values[`present.${key}`] !== undefined }];
        }),
      );
      if (!savePresence(ctx, session, typed).ok) return invalidForm(ctx.t.sessions.list.presenceLater);
      return goTo(`${pageOf(own.supplier.slug, session)}#presence`, ['saved']);
    },
  },
});

function pageOf(slug: string, { offerId, id }: { offerId: number; id: number }): string {
  return `/supplier/${slug}/offers/${offerId}/sessions/${id}`;
}

export default function SessionPage() {
  const { supplier, base, session, time, participants, begun, isShort } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const { editor, list } = t.sessions;
  const own = `${base}/${session.id}`;
  const maySell = holdsSupplierRole(supplier.roles, 'sell');
  const kept = {
    seats: String(session.seats),
    minimum: String(session.minimum),
    decide_on: session.decideOn,
    place: session.place,
  };
  return (
    <SellerLayout supplier={supplier}>
      <p className="no-print">
        <a href={base}>{editor.coming}</a>
      </p>
      <section className="panel grid gap-3">
        <h2>{formatTime(time, t, locale)}</h2>
        <p>
          {t.sessions.line(editor.booked(session.taken, session.seats), session.place, editor.states[session.state])}
        </p>
        {isShort && <p className="notice care">{editor.short}</p>}
        {maySell && !begun && session.state !== 'called-off' && <SessionDecision state={session.state} />}
      </section>
      <section className="panel grid gap-3" id="presence">
        <h2>{begun ? list.presence : list.open}</h2>
        {participants.length === 0 && <p>{list.none}</p>}
        {session.taken > participants.length && <p>{list.kept(session.taken - participants.length)}</p>}
        {participants.length > 0 &&
          (begun ? <ParticipantForm participants={participants} /> : <ParticipantTable participants={participants} />)}
        {participants.length > 0 && (
          <p className="no-print flex flex-wrap gap-3">
            <a className="button quiet" href={`${own}/participants.csv`}>
              {list.export}
            </a>
            {participants.some(({ present, name }) => present && name) && (
              <a className="button quiet" href={`${own}/certificates.pdf`}>
                {list.certificates}
              </a>
            )}
          </p>
        )}
        {begun && <p className="small no-print">{list.noCertificates}</p>}
      </section>
      {maySell && !begun && session.state !== 'called-off' && (
        <PostForm intents={['change']} kept={kept} className="panel no-print grid max-w-3xl gap-4">
          <h2>{editor.change}</h2>
          <SessionTermsFields />
          <button type="submit" className="button justify-self-start" name="intent" value="change">
            {editor.change}
          </button>
        </PostForm>
      )}
    </SellerLayout>
  );
}
