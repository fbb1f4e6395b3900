import { modes } from '#app/domain/impact/terms.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { PartView } from './part-view.server.ts';

/** How the part really went, the planned way preselected; the page that follows says what it starts. */
export function HandOverForm({ part, slug }: { part: PartView; slug: string }) {
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  return (
    <section className="panel grid gap-4">
      <h2>{messages.handOver}</h2>
      {part.state === 'to-prepare' && (
        <PostForm intents={['confirm']}>
          <button type="submit" className="button" name="intent" value="confirm">
            {messages.confirm}
          </button>
        </PostForm>
      )}
      {part.isEarly && part.deliverOn ? (
        <p>{t.handOver.opensOn(formatDay(part.deliverOn, locale))}</p>
      ) : (
        <RealTripForm part={part} slug={slug} />
      )}
    </section>
  );
}

function TripFields({ part }: { part: PartView }) {
  const t = useMessages();
  const messages = t.fulfilment;
  return (
    <>
      <p className="small">
        {messages.handOverLead} {messages.asPlanned(t.modes[part.mode], messages.trips[part.trip])}
      </p>
      <SelectField name="mode" label={messages.mode} defaultValue={part.mode}>
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t.modes[mode]}
          </option>
        ))}
      </SelectField>
      <SelectField name="trip" label={messages.trip} defaultValue={part.trip}>
        <option value="shared">{messages.trips.shared}</option>
        <option value="dedicated">{messages.trips.dedicated}</option>
      </SelectField>
    </>
  );
}

function RealTripForm({ part, slug }: { part: PartView; slug: string }) {
  const t = useMessages();
  return (
    <form method="get" action={`/supplier/${slug}/orders/${part.orderId}/hand-over`} className="grid gap-4">
      {part.choice !== 'on-site' && <TripFields part={part} />}
      <details>
        <summary>{t.orderChanges.supplier.missing}</summary>
        <div className="mt-2 grid gap-3">
          <p className="small">{t.orderChanges.supplier.missingLead}</p>
          {part.lines
            .filter(({ quantity }) => quantity > 0)
            .map(({ line, name, quantity }) => (
              <Field
                key={line}
                name={`there-${line}`}
                label={name}
                type="number"
                min={0}
                max={quantity}
                defaultValue={quantity}
              />
            ))}
          <Field name="why" label={t.orderChanges.supplier.missingWhy} maxLength={300} />
        </div>
      </details>
      <p className="small">{t.handOver.nextLead}</p>
      <button type="submit" className="button main">
        {t.handOver.next}
      </button>
    </form>
  );
}
