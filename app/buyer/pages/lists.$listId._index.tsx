import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { compareHref } from '#app/buyer/compare-href.ts';
import {
  addTypedLine,
  changeOneLine,
  fillFromList,
  nameOfList,
  removeWholeList,
  saveSettings,
} from '#app/buyer/list-forms.server.ts';
import { chooseForLine, pasteLines } from '#app/buyer/list-plan-forms.server.ts';
import { ListSettings } from '#app/buyer/list-settings.tsx';
import { ListedLineRow } from '#app/buyer/listed-line-row.tsx';
import { PasteLines } from '#app/buyer/paste-lines.tsx';
import { listBuyingOrganisations } from '#app/domain/accounts/memberships.server.ts';
import { listChangers, maxLineText } from '#app/domain/buying/list-line.ts';
import { viewListLines } from '#app/domain/buying/list-view.server.ts';
import { getList, mayChangeList } from '#app/domain/buying/lists.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { flashParameters } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { noFields, optionalFile, optionalText, requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/lists.$listId._index', (ctx, { params }: LoaderFunctionArgs) => {
  const list = getList(ctx, params.listId ?? '');
  if (list.removedAt !== null) throw new NotFound(`list ${list.id} was removed`);
  const [removedLine = null] = flashParameters(ctx, 'list.line-removed') ?? [];
  const lines = viewListLines(ctx, list);
  const { id, organisationId, changedBy } = list;
  const name = nameOfList(ctx, list);
  return {
    title: pageTitle(name, { count: lines.length }),
    list: { id, name, owner: organisationId ?? '', changedBy },
    lines,
    mayChange: mayChangeList(ctx, list),
    organisations: listBuyingOrganisations(ctx).map(({ id: own, name: called }) => ({ id: own, name: called })),
    removedLine,
  };
});

const quantity = z.union([z.literal('').transform(() => null), wholeNumber(1, 9999, 'quantity')]).default(null);
const text = optionalText(maxLineText);
const line = wholeNumber(1, Number.MAX_SAFE_INTEGER);
const oneLine = z.object({ line });

export const action = formAction('buyer/lists.$listId._index', {
  save: {
    schema: z.object({
      name: requiredText(120),
      owner: optionalText(80),
      changedBy: z.enum(listChangers, 'choice').default('buy'),
    }),
    run: (ctx, settings, { listId }) => saveSettings(ctx, listId, settings),
  },
  add: {
    schema: z.object({ line: requiredText(maxLineText), quantity, text }),
    run: (ctx, typed, { listId }) => addTypedLine(ctx, listId, typed),
  },
  set: {
    schema: z.object({ line, quantity, text }),
    run: (ctx, { line: id, ...change }, { listId }) => changeOneLine(ctx, listId, id, { do: 'set', ...change }),
  },
  up: { schema: oneLine, run: (ctx, { line: id }, { listId }) => changeOneLine(ctx, listId, id, { do: 'up' }) },
  down: { schema: oneLine, run: (ctx, { line: id }, { listId }) => changeOneLine(ctx, listId, id, { do: 'down' }) },
  remove: { schema: oneLine, run: (ctx, { line: id }, { listId }) => changeOneLine(ctx, listId, id, { do: 'remove' }) },
  restore: {
    schema: oneLine,
    run: (ctx, { line: id }, { listId }) => changeOneLine(ctx, listId, id, { do: 'restore' }),
  },
  paste: {
    schema: z.object({ text: optionalText(40_000), file: optionalFile }),
    run: (ctx, pasted, { listId }) => pasteLines(ctx, listId, pasted),
  },
  choose: {
    schema: z.object({ line, offer: wholeNumber(1, Number.MAX_SAFE_INTEGER) }),
    run: (ctx, { line: id, offer }, { listId }) => chooseForLine(ctx, listId, id, offer),
  },
  basket: { schema: noFields, run: (ctx, _, { listId }) => fillFromList(ctx, listId) },
  delete: { schema: noFields, run: (ctx, _, { listId }) => removeWholeList(ctx, listId, false) },
});

export default function ListPage() {
  const { list, lines, mayChange, organisations, removedLine } = useLoaderData<typeof loader>();
  const { lists: t, listPlan } = useMessages();
  const offers = lines.flatMap(({ offer }) => offer ?? []);
  return (
    <div className="wrap section grid gap-5">
      <div>
        <p className="small no-print">
          <a href="/lists">{t.back}</a>
        </p>
        <h1 className="mt-2">{list.name}</h1>
        {!mayChange && <p className="lead mt-2">{t.readOnly}</p>}
      </div>
      {removedLine && mayChange && (
        <PostForm intents={['restore']} hiddenFields={{ line: removedLine }}>
          <button type="submit" className="button quiet" name="intent" value="restore">
            {t.undo}
          </button>
        </PostForm>
      )}
      {lines.length === 0 ? (
        <p className="panel">{t.noLines}</p>
      ) : (
        <>
          <ul className="grid gap-3">
            {lines.map((one, i) => (
              <ListedLineRow
                key={one.id}
                line={one}
                mayChange={mayChange}
                isFirst={i === 0}
                isLast={i === lines.length - 1}
              />
            ))}
          </ul>
          <PostForm intents={['basket']} className="no-print flex flex-wrap gap-3">
            {offers.length > 0 && (
              <button type="submit" className="button" name="intent" value="basket">
                {t.toBasket}
              </button>
            )}
            {offers.length > 1 && (
              <a className="button" href={compareHref(offers.slice(0, 4))}>
                {t.compare(offers.length)}
              </a>
            )}
            <a className="button main" href={`/lists/${list.id}/plan`}>
              {listPlan.open}
            </a>
            <a className="button quiet" href={`/lists/${list.id}/lines.csv`}>
              {t.csv}
            </a>
          </PostForm>
        </>
      )}
      {mayChange && (
        <>
          <section className="panel no-print grid gap-3">
            <h2>{t.add}</h2>
            <PostForm intents={['add']} className="grid gap-3 sm:grid-cols-[2fr_1fr_2fr_auto] sm:items-end">
              <Field name="line" id="new-line" label={t.offerOrWords} maxLength={maxLineText} required />
              <Field name="quantity" id="new-quantity" label={t.quantity} type="number" min={1} max={9999} />
              <Field name="text" id="new-text" label={t.text} maxLength={maxLineText} />
              <button type="submit" className="button main" name="intent" value="add">
                {t.add}
              </button>
            </PostForm>
          </section>
          <PasteLines isOpen={lines.length === 0} />
          <details className="panel no-print">
            <summary>{t.settings}</summary>
            <PostForm intents={['save', 'delete']} kept={list} className="mt-3 grid gap-3">
              <ListSettings organisations={organisations} />
              <p className="flex flex-wrap gap-3">
                <button type="submit" className="button main" name="intent" value="save">
                  {t.save}
                </button>
                <button type="submit" className="button quiet" name="intent" value="delete" formNoValidate>
                  {t.removeList}
                </button>
              </p>
            </PostForm>
          </details>
        </>
      )}
    </div>
  );
}
