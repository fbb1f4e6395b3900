import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { keepFavourite, makeList, nameOfList, removeWholeList } from '#app/buyer/list-forms.server.ts';
import { ListSettings } from '#app/buyer/list-settings.tsx';
import { toNoteLink } from '#app/buyer/loose-notes.server.ts';
import { NoteName } from '#app/buyer/order-notes.tsx';
import { listBuyingOrganisations } from '#app/domain/accounts/memberships.server.ts';
import { listLooseNotes } from '#app/domain/buying/choice-notes.server.ts';
import { listChangers, shownLines } from '#app/domain/buying/list-line.ts';
import { listOwnLists } from '#app/domain/buying/lists.server.ts';
import { flashParameters } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { optionalText, requiredText, returnPath, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/lists._index', (ctx) => {
  const [, removed = null] = flashParameters(ctx, 'list.removed') ?? [];
  const organisations = listBuyingOrganisations(ctx).map(({ id, name }) => ({ id, name }));
  const lists = listOwnLists(ctx);
  return {
    title: pageTitle(ctx.t.lists.title, { count: lists.length }),
    organisations,
    removed,
    lists: lists.map((list) => ({
      id: list.id,
      name: nameOfList(ctx, list),
      count: shownLines(list.lines).length,
      owner: organisations.find(({ id }) => id === list.organisationId)?.name ?? null,
    })),
    notes: listLooseNotes(ctx).map((note) => toNoteLink(ctx, note)),
  };
});

const settings = z.object({
  name: requiredText(120),
  owner: optionalText(80),
  changedBy: z.enum(listChangers, 'choice').default('buy'),
});

export const action = formAction('buyer/lists._index', {
  create: { schema: settings, run: makeList },
  add: { schema: z.object({ offer: requiredText(200), to: returnPath }), run: keepFavourite },
  restore: { schema: z.object({ id: rowId }), run: (ctx, { id }) => removeWholeList(ctx, id, true) },
});

export default function ListsPage() {
  const { lists, organisations, removed, notes } = useLoaderData<typeof loader>();
  const { lists: t, compared } = useMessages();
  return (
    <div className="wrap section grid gap-5">
      <div>
        <h1>{t.title}</h1>
        <p className="lead mt-2">{t.lead}</p>
      </div>
      <RestoredFavourite />
      {removed && (
        <PostForm intents={['restore']} hiddenFields={{ id: removed }}>
          <button type="submit" className="button quiet" name="intent" value="restore">
            {t.undoRemoveList}
          </button>
        </PostForm>
      )}
      {lists.length === 0 ? (
        <p className="panel">{t.empty}</p>
      ) : (
        <ul className="grid gap-3">
          {lists.map(({ id, name, count, owner }) => (
            <li key={id} className="panel max-w-none">
              <a className="font-semibold" href={`/lists/${id}`}>
                {name}
              </a>
              <span className="small block">{[t.count(count), owner].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
      <section className="panel no-print grid gap-3">
        <h2>{t.create}</h2>
        <PostForm intents={['create']} className="grid gap-3">
          <ListSettings organisations={organisations} />
          <p>
            <button type="submit" className="button main" name="intent" value="create">
              {t.create}
            </button>
          </p>
        </PostForm>
      </section>
      {notes.length > 0 && (
        <section>
          <h2>{compared.note.plural}</h2>
          <ul className="mt-3 grid gap-2">
            {notes.map((note) => (
              <li key={note.id}>
                <NoteName note={note} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** "Keep" was pressed before signing in: one more press, here. */
function RestoredFavourite() {
  const refused = useRefused(['add']);
  const { lists: t } = useMessages();
  if (!refused) return null;
  const [offer = '', to = ''] = [refused.values.offer, refused.values.to].map((value) => String(value ?? ''));
  return (
    <form method="post" action="/lists?index" className="panel flex flex-wrap items-center gap-3">
      <input type="hidden" name="offer" value={offer} />
      <input type="hidden" name="to" value={to} />
      <span>{t.keepThis(offer.replaceAll('-', ' '))}</span>
      <button type="submit" className="button main" name="intent" value="add">
        {t.keep}
      </button>
    </form>
  );
}
