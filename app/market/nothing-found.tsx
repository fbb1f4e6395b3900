import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { OfferCard } from '#app/ui/offer-card.tsx';
import type { CatalogueData, NothingData } from './catalogue-data.ts';
import { catalogueHref } from './catalogue-href.ts';

/** Says what no supplier sells, and shows the next doors: another day, fewer conditions, the nearest shelf, an alert, things instead. */
export function NothingFound({
  page,
  nothing,
  show,
}: {
  page: CatalogueData;
  nothing: NothingData;
  show: 'score' | 'facts';
}) {
  const t = useMessages();
  const locale = useLocale();
  const messages = t.reading.nothing;
  const { search, query, cards } = page;
  const asked = (text: string) => {
    const params = new URLSearchParams(search);
    params.set('q', text);
    return params;
  };
  const onDay = (day: string, text: string) => {
    const params = asked(text);
    params.set('day', day);
    return catalogueHref(params);
  };
  const { doors, firstDay, shelf, chips } = nothing;
  return (
    <div className="grid gap-6">
      <div className="panel grid gap-3">
        <h2>{headingOf(nothing, query.text, t)}</h2>
        {chips.some(({ name }) => name === 'diet') && <p>{messages.diet}</p>}
        <ul className="grid gap-2">
          {firstDay && (
            <li>
              <a href={onDay(firstDay.day, firstDay.text)}>{messages.firstDay(formatDate(firstDay.day, locale))}</a>
            </li>
          )}
          {doors.map(({ without, text, total }) => (
            <li key={without}>
              <a href={catalogueHref(asked(text))}>{t.catalogue.without(without, t.count.offers(total))}</a>
            </li>
          ))}
          {shelf && (
            <li>
              <a href={`/offers?category=${shelf}`}>{messages.shelf(t.categories[shelf])}</a>
            </li>
          )}
          <li>
            <a href="/offers">{t.catalogue.start}</a>
          </li>
        </ul>
        {!page.saved && <Alert page={page} />}
      </div>
      {cards.length > 0 && (
        <section className="grid gap-4">
          <h2>{messages.instead}</h2>
          <p className="lead">{messages.insteadLead}</p>
          <ul className="cards">
            {cards.map((card) => (
              <OfferCard key={card.id} card={card} show={show} near={!query.publicBuyer} marked={card.marked} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Alert({ page: { signedIn, search } }: { page: CatalogueData }) {
  const messages = useMessages().reading.nothing;
  return (
    <p className="grid gap-1 justify-items-start">
      {signedIn ? (
        <button type="submit" form="save-search" className="button">
          {messages.alert}
        </button>
      ) : (
        <a className="button" href={`/sign-in?to=${encodeURIComponent(`/offers?${search}`)}`}>
          {messages.alert}
        </a>
      )}
      <span className="small">{messages.alertHelp}</span>
    </p>
  );
}

function headingOf({ thing, chips }: NothingData, text: string, t: Messages): string {
  const messages = t.reading.nothing;
  const reference = chips.find(({ name }) => name === 'reference');
  if (reference) return messages.reference(reference.value);
  if (thing) return messages.thing(thing);
  return chips.length > 0 ? messages.condition(text) : messages.other(text);
}
