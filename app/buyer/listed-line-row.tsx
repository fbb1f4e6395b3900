// One line of a list: what it is, what it costs today, and the forms that change it.
import type { ListedLine } from '#app/domain/buying/list-view.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { CompareButton } from '#app/ui/offer-tray.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';
import { usePriceText } from '#app/ui/price-amounts.tsx';
import { PriceUnit } from '#app/ui/price-unit.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';

type Row = { line: ListedLine; mayChange: boolean; isFirst: boolean; isLast: boolean };

export function ListedLineRow({ line, mayChange, isFirst, isLast }: Row) {
  const { lists: t } = useMessages();
  const { id, offer, quantity, text, need } = line;
  const amount = need?.milli == null ? quantity : need.milli / 1000;
  const name = offer?.name ?? text;
  const edited = { line: id, intent: 'set' };
  const refused = useRefused(['set'], edited);
  const acts = [
    ...(isFirst ? [] : [['up', t.up] as const]),
    ...(isLast ? [] : [['down', t.down] as const]),
    ['remove', t.remove] as const,
  ];
  return (
    <li className="panel grid max-w-none gap-3">
      <ListedOffer line={line} />
      {need && <ListedNeed line={line} mayChange={mayChange} />}
      {mayChange && (
        <div className="no-print grid gap-2">
          <details open={refused !== null}>
            <summary aria-label={t.actOn(t.edit, name)}>{t.edit}</summary>
            <PostForm
              intents={['set']}
              hiddenFields={edited}
              kept={{ quantity: amount ?? '', text }}
              className="mt-2 flex flex-wrap items-end gap-3"
            >
              <Field name="quantity" id={`quantity-${id}`} label={t.quantity} type="number" min={1} max={9999} />
              <Field name="text" id={`text-${id}`} label={offer ? t.text : t.line} maxLength={200} />
              <button type="submit" className="button quiet" aria-label={t.actOn(t.set, name)}>
                {t.set}
              </button>
            </PostForm>
          </details>
          <RowButtons name={name} acts={acts} hiddenFields={{ line: id }} />
        </div>
      )}
    </li>
  );
}

/** How the words of a line were read; with the offers to choose from where they may mean several things. */
function ListedNeed({ line: { id, text, need }, mayChange }: Pick<Row, 'line' | 'mayChange'>) {
  const { listPlan: t, lists, unitsMany } = useMessages();
  const locale = useLocale();
  if (!need) return null;
  const { reading, unit, milli, count, choices } = need;
  const unitName = findOwnValue({ ...unitsMany, ...t.otherUnits }, unit ?? '') ?? '';
  const amount =
    milli === null ? null : `${formatNumber(milli / 1000, locale, milli % 1000 === 0 ? 0 : 1)} ${unitName}`;
  return (
    <div className="small grid gap-2" data-reading={reading}>
      <p>{[t.reading[reading], amount, reading !== 'choose' && t.offers(count)].filter(Boolean).join(' · ')}</p>
      {mayChange && choices.length > 0 && (
        <ul className="grid gap-2">
          {choices.map((choice) => (
            <li key={choice.id}>
              <PostForm
                intents={['choose']}
                hiddenFields={{ line: id, offer: choice.id }}
                className="flex flex-wrap items-center justify-between gap-2"
              >
                <span>
                  <a href={`/offers/${choice.slug}`} lang={choice.nameLang}>
                    {choice.name}
                  </a>{' '}
                  · {choice.supplier}
                </span>
                <button
                  type="submit"
                  className="button quiet"
                  name="intent"
                  value="choose"
                  aria-label={lists.actOn(t.choose, `${choice.name}, ${text}`)}
                >
                  {t.choose}
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ListedOffer({ line: { offer, quantity, text, need } }: { line: ListedLine }) {
  const { lists: t } = useMessages();
  const say = usePriceText();
  if (!offer)
    return (
      <p>
        {quantity !== null && <b>{quantity} × </b>}
        {text} {!need && <span className="small">{t.words}</span>}
      </p>
    );
  const { slug, name, nameLang, supplier, packs, price, total, block } = offer;
  return (
    <div className="list-line">
      <p>
        <b>{packs} × </b>
        {block === 'gone' ? (
          <span lang={nameLang}>{name}</span>
        ) : (
          <a href={`/offers/${slug}`} lang={nameLang}>
            {name}
          </a>
        )}
        <span className="small block">
          {supplier}
          {block !== 'quote' && block !== 'gone' && (
            <>
              {' · '}
              {say(price)} <PriceUnit {...offer} />
            </>
          )}
          {text && ` · ${text}`}
        </span>
        {block && <span className="block font-semibold text-brick">{t.blocks[block]}</span>}
        {block !== 'gone' && (
          <span className="picks no-print block">
            <CompareButton slug={slug} name={name} />
          </span>
        )}
      </p>
      {total && <b>{say(total)}</b>}
    </div>
  );
}
