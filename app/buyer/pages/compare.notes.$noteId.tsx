import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ComparisonHead, ComparisonTable } from '#app/buyer/comparison-table.tsx';
import { listPeople } from '#app/domain/accounts/accounts.server.ts';
import { deleteNote, getNote } from '#app/domain/buying/choice-notes.server.ts';
import { writtenIn } from '#app/domain/buying/comparison.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { requireUser } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/compare.notes.$noteId', (ctx, { params }: LoaderFunctionArgs) => {
  const note = getNote(ctx, params.noteId ?? '');
  const [writer] = note.userId === null ? [] : listPeople(ctx, [note.userId]);
  return {
    title: ctx.t.compared.note.title,
    note,
    writer: writer?.name ?? '',
    mayDelete: note.userId === requireUser(ctx).id && note.orderId === null,
  };
});

export const action = formAction('buyer/compare.notes.$noteId', {
  delete: {
    schema: noFields,
    run: (ctx, _, { noteId }) => {
      deleteNote(ctx, noteId);
      return goTo('/lists', ['note.deleted']);
    },
  },
});

export default function ChoiceNotePage() {
  const { note, writer, mayDelete } = useLoaderData<typeof loader>();
  const { compared: t } = useMessages();
  const locale = useLocale();
  const { comparison, offerId, reason, createdAt, orderId } = note;
  const written = writtenIn(comparison, locale);
  const chosen = comparison.offers.find(({ id }) => id === offerId);
  return (
    <div className="wrap section">
      <p className="small no-print">
        <a href="/lists">{t.note.back}</a>
      </p>
      <h1 className="mt-2">{t.note.title}</h1>
      <p className="small">{t.note.written(writer, formatDateTime(createdAt, locale))}</p>
      <div className="panel my-5 grid gap-2">
        <p>
          {t.note.choice} <b lang={chosen?.nameLang ?? written}>{chosen?.name}</b>
          {chosen && `, ${chosen.supplier.name}`}
        </p>
        <p className="whitespace-pre-line">
          {t.note.reason} <span lang={written}>{reason}</span>
        </p>
        {orderId && (
          <p>
            <a href={`/orders/${orderId}`}>{t.note.ofOrder}</a>
          </p>
        )}
      </div>
      <h2>{t.note.compared}</h2>
      <ComparisonHead comparison={comparison} />
      <div className="mt-4">
        <ComparisonTable comparison={comparison} chosen={offerId} />
      </div>
      <div className="no-print mt-5 grid gap-3">
        <p className="small">{t.note.print}</p>
        {mayDelete && (
          <PostForm intents={['delete']}>
            <button type="submit" className="button quiet" name="intent" value="delete">
              {t.note.delete}
            </button>
          </PostForm>
        )}
      </div>
    </div>
  );
}
