import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { addSession, listSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { lacksPeople, timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalText, requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { SessionHoursFields, SessionTermsFields } from '#app/seller/session-fields.tsx';
import { readSession, sessionErrors } from '#app/seller/session-form.server.ts';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/** Sessions that are over are shown for a year, for their lists and certificates. */
const pastDays = 366;

export const loader = supplierRouteHandler(
  'seller/offers.$offerId.sessions._index',
  (ctx, { supplier, roles }, { params }) => {
    const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
    const today = localDay(ctx.now, ctx.town);
    const sessions = listSessions(ctx, offer.id, addDays(today, -pastDays)).map((session) => ({
      ...session,
      time: timeOfSession(session),
      isShort: lacksPeople(session) && session.decideOn <= today,
    }));
    return {
      ...sellerHeader({ supplier, roles }, ctx.t.sessions.editor.title(translated(offer.name, ctx.locale))),
      offerId: offer.id,
      isBySeats: offer.bookingTerms?.way === 'session',
      seats: offer.bookingTerms?.units ?? 1,
      coming: sessions.filter(({ day }) => day >= today),
      past: sessions.filter(({ day }) => day < today).toReversed(),
    };
  },
);

export const action = supplierFormAction('seller/offers.$offerId.sessions._index', {
  schema: z.object({
    day: requiredText(40),
    start: requiredText(12),
    end: requiredText(12),
    seats: wholeNumber(1, 999),
    minimum: wholeNumber(0, 999),
    decide_on: optionalText(40),
    place: optionalText(160),
  }),
  run: (ctx, own, input, { offerId }) => add(ctx, own, Number(offerId), input),
});

function add(
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  offerId: number,
  typed: Parameters<typeof readSession>[1],
): FormAnswer {
  const offer = getOwnOffer(ctx, supplier.id, offerId);
  if (offer.bookingTerms?.way !== 'session') return invalidInput({ day: ctx.t.sessions.editor.notBooked });
  const read = readSession(ctx, typed);
  if ('errors' in read) return invalidInput(read.errors);
  const added = addSession(ctx, offer, read.draft);
  if (!added.ok) return invalidInput(sessionErrors(added, ctx.t));
  return goTo(`/supplier/${supplier.slug}/offers/${offer.id}/sessions`, ['saved']);
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['coming'][number];

export default function OfferSessionsPage() {
  const { supplier, offerId, isBySeats, seats, coming, past } = useLoaderData<typeof loader>();
  const { editor } = useMessages().sessions;
  const offer = `/supplier/${supplier.slug}/offers/${offerId}`;
  return (
    <SellerLayout supplier={supplier}>
      {holdsSupplierRole(supplier.roles, 'sell') && (
        <p>
          <a href={offer}>{editor.back}</a>
        </p>
      )}
      <section className="panel grid gap-3">
        <h2>{editor.coming}</h2>
        {coming.length === 0 ? <p>{editor.noneYet}</p> : <SessionList sessions={coming} base={`${offer}/sessions`} />}
      </section>
      {!isBySeats && <p className="notice">{editor.notBooked}</p>}
      {isBySeats && holdsSupplierRole(supplier.roles, 'sell') && (
        <PostForm kept={{ seats: String(seats), minimum: '0' }} className="panel grid max-w-3xl gap-4">
          <h2>{editor.add}</h2>
          <SessionHoursFields />
          <SessionTermsFields />
          <button type="submit" className="button main justify-self-start">
            {editor.save}
          </button>
        </PostForm>
      )}
      {past.length > 0 && (
        <section className="panel grid gap-3">
          <h2>{editor.past}</h2>
          <SessionList sessions={past} base={`${offer}/sessions`} />
        </section>
      )}
    </SellerLayout>
  );
}

function SessionList({ sessions, base }: { sessions: readonly Shown[]; base: string }) {
  const t = useMessages();
  const locale = useLocale();
  const { editor } = t.sessions;
  return (
    <ul className="grid gap-3">
      {sessions.map(({ id, time, place, taken, seats, state, isShort }) => (
        <li key={id}>
          <a href={`${base}/${id}`}>
            <b>{formatTime(time, t, locale)}</b>
          </a>
          <span className="small block">
            {t.sessions.line(editor.booked(taken, seats), place, editor.states[state])}
          </span>
          {isShort && <b className="block text-brick">{editor.short}</b>}
        </li>
      ))}
    </ul>
  );
}
