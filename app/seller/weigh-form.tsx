import { formatDecimal } from '#app/i18n/format.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { PartView } from './part-view.server.ts';

/** The weights of the lines of a part that are priced by the kilogram, as they are packed; nothing where there are none. */
export function WeighForm({ part }: { part: PartView }) {
  const t = useMessages().weighed;
  const locale = useLocale();
  const lines = part.lines.flatMap((line) => (line.weighing ? [{ ...line, ...line.weighing }] : []));
  if (lines.length === 0) return null;
  const kept = Object.fromEntries(
    lines.map(({ line, grams }) => [`kg-${line}`, grams === null ? '' : formatDecimal(String(grams / 1000), locale)]),
  );
  return (
    <section className="panel" id="weigh">
      <h2>{t.title}</h2>
      <p className="small mt-2">{t.lead}</p>
      <PostForm intents={['weigh']} kept={kept} className="mt-3 grid gap-4">
        {lines.map(({ line, quantity, name, minGrams, maxGrams }) => (
          <Field
            key={line}
            name={`kg-${line}`}
            label={t.field(quantity, name)}
            hint={t.hint(formatWeight(minGrams, locale), formatWeight(maxGrams, locale))}
            inputMode="decimal"
            optional={false}
          />
        ))}
        <button type="submit" className="button main" name="intent" value="weigh">
          {t.save}
        </button>
      </PostForm>
    </section>
  );
}
