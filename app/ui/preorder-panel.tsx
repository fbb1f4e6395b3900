// Ordering produce in advance, of the forecast of a week to come, and asking for a letter when an offer can be had again.
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import { formatWeek } from '#app/i18n/format-season.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from './field.tsx';
import { PostForm } from './post-form.tsx';

type Props = Pick<OfferPageData, 'offer' | 'season'> & { closed: boolean };

/** Nothing for an offer without a forecast. */
export function PreorderPanel({ offer, season, closed }: Props) {
  const t = useMessages();
  const locale = useLocale();
  const { preorder } = t.season;
  if (!season || season.harvests.length === 0) return null;
  const open = season.harvests.filter(({ left }) => left >= offer.minimum);
  return (
    <section className="grid gap-3 border-t border-line pt-3" id="preorder">
      <h2 className="text-base">{preorder.title}</h2>
      {open.length === 0 ? (
        <p className="small">{preorder.full}</p>
      ) : (
        <PostForm intents={['preorder']} kept={{ week: open[0]!.monday, packs: offer.minimum }} className="grid gap-3">
          <p className="small">{preorder.lead}</p>
          <SelectField name="week" label={preorder.week}>
            {open.map(({ monday, left }) => (
              <option key={monday} value={monday}>
                {preorder.option(formatWeek(monday, t, locale), left)}
              </option>
            ))}
          </SelectField>
          <Field
            name="packs"
            label={preorder.quantity}
            type="number"
            min={offer.minimum}
            max={Math.max(...open.map(({ left }) => left))}
            step={offer.orderStep}
            required
          />
          <button type="submit" className="button quiet" name="intent" value="preorder" disabled={closed}>
            {preorder.add}
          </button>
        </PostForm>
      )}
    </section>
  );
}

/** A button on the page of an offer that cannot be had now and may come back. */
export function NoticeForm({ offer }: Pick<OfferPageData, 'offer'>) {
  const { notify } = useMessages().season;
  if (offer.state !== 'sold-out' && offer.state !== 'out-of-season') return null;
  return (
    <PostForm intents={['notify']} className="grid gap-1">
      <button type="submit" className="button quiet" name="intent" value="notify">
        {notify.button}
      </button>
      <p className="small">{notify.lead}</p>
    </PostForm>
  );
}
