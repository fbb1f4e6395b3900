// The notes of choice that are part of an order, and those of the reader that could become part of it.
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** `name`: of the offer that it chose; `nameLang`: its language, where it is not the reader's. */
export type NoteLink = { id: string; name: string; nameLang: Locale | undefined; day: string };

export function OrderNotes({ own, possible }: { own: readonly NoteLink[]; possible: readonly NoteLink[] }) {
  const { note: t } = useMessages().compared;
  if (own.length === 0 && possible.length === 0) return null;
  return (
    <section className="panel grid gap-3">
      <h2>{t.plural}</h2>
      <ul className="grid gap-2">
        {own.map((note) => (
          <li key={note.id}>
            <NoteName note={note} />
          </li>
        ))}
        {possible.map((note) => (
          <li key={note.id} className="list-line no-print">
            <NoteName note={note} />
            <PostForm intents={['attach-note']} hiddenFields={{ note: note.id }}>
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

/** A link to a note of choice, with its day. */
export function NoteName({ note: { id, name, nameLang, day } }: { note: NoteLink }) {
  const locale = useLocale();
  return (
    <span>
      <a href={`/compare/notes/${id}`} lang={nameLang}>
        {name}
      </a>{' '}
      <span className="small">{formatDate(day, locale)}</span>
    </span>
  );
}
