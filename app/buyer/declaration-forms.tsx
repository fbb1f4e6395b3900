// Forms of a public buyer's statements: purchases that no table places, and gifts.
import { agecLineKeys, agecLines } from '#app/domain/catalogue/agec-lines.ts';
import { foodFamilies } from '#app/domain/catalogue/food.ts';
import type { OpenPurchase } from '#app/domain/reporting/reached-share.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { formatEuros } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** Each answer is a form with all its fields, so that few are enough for a page. */
const shown = 8;

export function OpenPurchases({ agec, food }: { agec: OpenPurchase[]; food: OpenPurchase[] }) {
  const t = useMessages().statement.toSay;
  const locale = useLocale();
  if (agec.length === 0 && food.length === 0) return null;
  const sum = (of: OpenPurchase[]) => of.reduce((total, { cents }) => total + cents, 0);
  return (
    <div className="panel no-print grid gap-4" id="to-say">
      <h3>{t.title}</h3>
      <p className="small">{t.lead}</p>
      {food.length > 0 && <p>{t.openFood(formatEuros(sum(food), locale))}</p>}
      <OpenList of={food} intent="food-family" />
      {agec.length > 0 && <p>{t.openGoods(formatEuros(sum(agec), locale))}</p>}
      <OpenList of={agec} intent="agec-line" />
    </div>
  );
}

function OpenList({ of, intent }: { of: OpenPurchase[]; intent: 'food-family' | 'agec-line' }) {
  const t = useMessages().statement.toSay;
  if (of.length === 0) return null;
  return (
    <>
      <ul className="grid gap-3">
        {of.slice(0, shown).map((purchase) => (
          <li key={purchase.leaf.index} className="max-w-none">
            <AnswerForm purchase={purchase} intent={intent} />
          </li>
        ))}
      </ul>
      {of.length > shown && <p className="small">{t.more(of.length - shown)}</p>}
    </>
  );
}

function AnswerForm({ purchase, intent }: { purchase: OpenPurchase; intent: 'food-family' | 'agec-line' }) {
  const all = useMessages();
  const t = all.statement.toSay;
  const locale = useLocale();
  const { leaf, supplier, cents, proposed } = purchase;
  const name = translated(purchase.name, locale);
  const options: [string, string][] =
    intent === 'food-family'
      ? [...foodFamilies.map((key): [string, string] => [key, all.food.families[key]]), ['outside', t.outside]]
      : [...agecLineKeys.map((key): [string, string] => [key, agecLines[key]]), ['none', t.noLine]];
  return (
    <PostForm
      intents={[intent]}
      hiddenFields={{ entry: leaf.index }}
      kept={{ answer: proposed ?? '' }}
      className="grid max-w-none gap-x-4 gap-y-2 sm:grid-cols-[1fr_minmax(0,20rem)_auto] sm:items-end"
    >
      <p>
        <b>{name}</b>
        <span className="small block">
          {supplier} · {formatEuros(cents, locale)}
        </span>
      </p>
      <SelectField
        name="answer"
        id={`answer-${intent}-${leaf.index}`}
        label={intent === 'food-family' ? t.family : t.line}
      >
        <option value="">{all.unknown}</option>
        {options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      <button type="submit" className="button" name="intent" value={intent} aria-label={t.answerFor(name)}>
        {t.answer}
      </button>
    </PostForm>
  );
}

export function GiftForm() {
  const t = useMessages().statement;
  return (
    <details className="panel no-print">
      <summary>
        <b>{t.gifts.title}</b>
      </summary>
      <p className="small mt-2">{t.gifts.lead}</p>
      <PostForm intents={['gift']} className="mt-3 grid max-w-2xl gap-4">
        <SelectField name="line" label={t.agec.category}>
          {agecLineKeys.map((key) => (
            <option key={key} value={key}>
              {agecLines[key]}
            </option>
          ))}
        </SelectField>
        <Field name="amount" label={t.gifts.amount} inputMode="decimal" />
        <p>
          <button type="submit" className="button" name="intent" value="gift">
            {t.gifts.save}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
