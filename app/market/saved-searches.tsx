import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import { catalogueHref } from './catalogue-href.ts';

type Saved = { id: string; name: string; search: string; mail: boolean; since: string };
type Awaited = { offerId: number; slug: string; name: string; since: string };
type Props = { searches: Saved[]; removed: string | null; notices: Awaited[] };

export function SavedSearches({ searches, removed, notices }: Props) {
  const { saved: t } = useMessages().discovery;
  return (
    <div className="wrap section">
      <h1>{t.title}</h1>
      <p className="lead mt-2 mb-6">{t.lead}</p>
      {removed && (
        <PostForm intents={['remove']} hiddenFields={{ id: removed, undo: 1 }} className="mb-4">
          <button type="submit" className="button quiet" name="intent" value="remove">
            {t.undo}
          </button>
        </PostForm>
      )}
      {searches.length === 0 ? (
        <p className="panel">{t.empty}</p>
      ) : (
        <ul className="grid gap-3">
          {searches.map((saved) => (
            <SavedSearch key={saved.id} saved={saved} />
          ))}
        </ul>
      )}
      {notices.length > 0 && <AwaitedOffers notices={notices} />}
    </div>
  );
}

function SavedSearch({ saved }: { saved: Saved }) {
  const { saved: t } = useMessages().discovery;
  const locale = useLocale();
  return (
    <li className="panel saved-search">
      <p>
        <a className="font-semibold" href={catalogueHref(new URLSearchParams(saved.search))}>
          {saved.name}
        </a>
        <br />
        <span className="small">
          {t.since(formatDate(saved.since, locale))}
          {!saved.mail && `, ${t.paused}`}
        </span>
      </p>
      <RowButtons
        name={saved.name}
        acts={[
          ['mail', saved.mail ? t.pause : t.resume],
          ['remove', t.remove],
        ]}
        hiddenFields={{ id: saved.id, mail: saved.mail ? '0' : '1' }}
      />
    </li>
  );
}

/** Offers of which a letter will say that they can be ordered again. */
function AwaitedOffers({ notices }: Pick<Props, 'notices'>) {
  const { notify } = useMessages().season;
  const locale = useLocale();
  return (
    <section className="mt-8 grid gap-3" id="awaited">
      <h2>{notify.title}</h2>
      <ul className="grid gap-3">
        {notices.map(({ offerId, slug, name, since }) => (
          <li key={offerId} className="panel saved-search">
            <p>
              <a className="font-semibold" href={`/offers/${slug}`}>
                {name}
              </a>
              <br />
              <span className="small">{notify.since(formatDate(since, locale))}</span>
            </p>
            <RowButtons name={name} acts={[['unwait', notify.stop]]} hiddenFields={{ offer: offerId }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
