// The form that keeps a comparison as a note of choice: what was chosen, and why.
import type { OfferComparison } from '#app/domain/buying/comparison.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export function NoteForm({ comparison }: { comparison: OfferComparison }) {
  const { note: t } = useMessages().compared;
  return (
    <section className="panel no-print mt-6 grid gap-3">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      <PostForm intents={['keep']} hiddenFields={{ intent: 'keep' }} className="grid gap-3">
        <SelectField name="choice" label={t.choiceField}>
          {comparison.offers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <AreaField name="reason" label={t.reasonField} maxLength={1000} required />
        <p>
          <button type="submit" className="button main">
            {t.keep}
          </button>
        </p>
      </PostForm>
    </section>
  );
}
