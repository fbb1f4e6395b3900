// The notes of choice that are part of an order, and those of the reader that could become part of it.
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

type NoteLink = { id: string; name: string; day: string };

export function OrderNotes({ own, possible }: { own: readonly NoteLink[]; possible: readonly NoteLink[] }) {
  const { note: t } = useMessages().compared;
  const locale = useLocale();
  if (own.length === 0 && possible.length === 0) return null;
  return (
    <section className="panel grid gap-3">
      <h2>{t.plural}</h2>
      <ul className="grid gap-2">
        {own.map(({ id, name, day }) => (
          <li key={id}>
            <a href={`/compare/notes/${id}`}>{name}</a> <span className="small">{formatDate(day, locale)}</span>
          </li>
        ))}
        {possible.map(({ id, name, day }) => (
          <li key={id} className="list-line no-print">
            <span>
              <a href={`/compare/notes/${id}`}>{name}</a> <span className="small">{formatDate(day, locale)}</span>
            </span>
            <PostForm intents={['attach-note']} hiddenFields={{ note: id }}>
              <button type="submit" className="button quiet" name="intent" value="attach-note">
                {t.attach}
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
      {possible.length > 0 && <p className="small no-print">{t.attachHint}</p>}
    </section>
  );
}
