import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import { catalogueHref } from './catalogue-href.ts';

type Saved = { id: string; name: string; search: string; mail: boolean; since: string };
type Props = { searches: Saved[]; removed: string | null };

export function SavedSearches({ searches, removed }: Props) {
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
