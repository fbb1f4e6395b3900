import { lentConditions } from '#app/domain/fulfilment/lending.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';
import type { BookingView } from './bookings-view.server.ts';

/** The state of each booked time of an order; nothing for an order without. */
export function OrderBookings({ bookings }: { bookings: readonly BookingView[] }) {
  const { lending } = useMessages();
  if (bookings.length === 0) return null;
  return (
    <section className="panel">
      <h2>{lending.buyer.title}</h2>
      <ul className="rows">
        {bookings.map((booking) => (
          <Booking key={booking.spanId} booking={booking} />
        ))}
      </ul>
    </section>
  );
}

function Booking({ booking }: { booking: BookingView }) {
  const { lending } = useMessages();
  return (
    <li className="grid gap-1">
      <p className="font-semibold">
        {booking.units} × {booking.name}
      </p>
      <p>{booking.state}</p>
      <p className="small">{[booking.time, booking.things].filter(Boolean).join(' · ')}</p>
      {booking.dueBy && <p className="small">{booking.dueBy}</p>}
      {booking.isLate && (
        <p className="notice care">
          {lending.buyer.lateNow} {booking.late} {booking.late && `${lending.lateRule} ${lending.notCharged}`}
        </p>
      )}
      {!booking.isLate && booking.late && !booking.claim && (
        <p className="small">
          {booking.late} {lending.notCharged}
        </p>
      )}
      {booking.isThreatened && <AtRisk booking={booking} />}
      {booking.moments.length > 0 && (
        <ul className="small">
          {booking.moments.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {booking.claim && <Claim claim={booking.claim} />}
      {booking.open.map((moment) => (
        <DifferForm key={moment} spanId={booking.spanId} moment={moment} />
      ))}
    </li>
  );
}

function AtRisk({ booking: { instead } }: { booking: BookingView }) {
  const { risks } = useMessages().lending;
  return (
    <div className="notice care grid gap-2">
      <p>{risks.notice}</p>
      {instead.length === 0 ? (
        <p>{risks.none}</p>
      ) : (
        <>
          <p className="font-semibold">{risks.instead}</p>
          <ul>
            {instead.map(({ slug, name }) => (
              <li key={slug}>
                <a href={`/offers/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The sum that the lender asks for: to pay, or to contest with a word. */
function Claim({ claim: { id, lines, pay, answerBy } }: { claim: NonNullable<BookingView['claim']> }) {
  const { claim: messages } = useMessages().lending;
  const hiddenFields = { claim: id };
  const refused = useRefused(['contest-claim'], hiddenFields);
  return (
    <div className="notice grid gap-2">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {pay && (
        <PostForm intents={['pay-claim']} hiddenFields={hiddenFields} className="no-print">
          <button type="submit" className="button main" name="intent" value="pay-claim">
            {pay}
          </button>
        </PostForm>
      )}
      {answerBy && (
        <details className="no-print" open={refused !== null}>
          <summary>{messages.contest}</summary>
          <PostForm intents={['contest-claim']} hiddenFields={hiddenFields} className="mt-2 grid gap-3">
            <p className="small">{answerBy}</p>
            <AreaField name="reply" id={`reply-${id}`} label={messages.why} rows={2} maxLength={500} required />
            <p>
              <button type="submit" className="button" name="intent" value="contest-claim">
                {messages.send}
              </button>
            </p>
          </PostForm>
        </details>
      )}
    </div>
  );
}

/** The borrower's word beside the lender's, folded until it is needed. */
function DifferForm({ spanId, moment }: { spanId: string; moment: 'out' | 'back' }) {
  const { lending } = useMessages();
  const hiddenFields = { span: spanId, moment };
  const refused = useRefused(['say-condition'], hiddenFields);
  const id = (name: string) => `${name}-${spanId}`;
  return (
    <details className="no-print mt-1" open={refused !== null}>
      <summary>{lending.buyer.differ[moment]}</summary>
      <PostForm intents={['say-condition']} hiddenFields={hiddenFields} className="mt-2 grid gap-3">
        <p className="small">{lending.buyer.differLead}</p>
        <SelectField name="condition" id={id('condition')} label={lending.condition} defaultValue="damaged">
          {lentConditions.map((word) => (
            <option key={word} value={word}>
              {lending.conditions[word]}
            </option>
          ))}
        </SelectField>
        <AreaField name="note" id={id('note')} label={lending.note} rows={2} maxLength={300} required />
        <p>
          <button type="submit" className="button" name="intent" value="say-condition">
            {lending.buyer.send}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
