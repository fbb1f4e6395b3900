// The tray of offers to compare, at the foot of every page, and the buttons that fill it and a reader's favourites. Public
// pages are shared: they show the number of its offers alone, and its own page names them.
import { useLocation } from '@remix-run/react';
import { useMessages } from '#app/i18n/language.tsx';
import type { RootData } from './root-data.ts';

const formId = 'pick';

/** One form for the buttons of all cards, and the bar that leads to the comparison. */
export function OfferTray({ data: { comparedOffers, path } }: { data: RootData }) {
  const { compared: t } = useMessages();
  const { pathname } = useLocation();
  return (
    <>
      <form id={formId} method="post" action="/compare/tray">
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="to" value={path} />
      </form>
      {comparedOffers > 0 && !pathname.startsWith('/compare') && (
        <aside className="tray no-print" aria-label={t.tray}>
          <a className="button main" href="/compare/tray">
            {t.open(comparedOffers)}
          </a>
          <form method="post" action="/compare/tray">
            <input type="hidden" name="to" value={path} />
            <button type="submit" className="link min-h-11" name="intent" value="clear">
              {t.clear}
            </button>
          </form>
        </aside>
      )}
    </>
  );
}

/** Puts an offer into the comparison, or among the favourites of who is signed in. Without a script. */
export function PickButtons({ slug, name }: { slug: string; name: string }) {
  const { compared: t, colon } = useMessages();
  return (
    <p className="picks no-print">
      <CompareButton slug={slug} name={name} />{' '}
      <button
        type="submit"
        className="link"
        form={formId}
        formAction="/lists"
        name="offer"
        value={slug}
        aria-label={`${t.favour}${colon}${name}`}
      >
        {t.favour}
      </button>
    </p>
  );
}

/** Puts an offer into the comparison. */
export function CompareButton({ slug, name }: { slug: string; name: string }) {
  const { compared: t, colon } = useMessages();
  return (
    <button
      type="submit"
      className="link"
      form={formId}
      name="offer"
      value={slug}
      aria-label={`${t.compare}${colon}${name}`}
    >
      {t.compare}
    </button>
  );
}
