import { maxEvidenceFiles } from '#app/domain/evidence/evidence.ts';
import type { DocumentLevel } from '#app/domain/scoring/criterion-levels.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { QuantityFields, type QuantityFieldsView } from './quantity-fields.tsx';

type Props = {
  criterion: { unit: string; levels: readonly DocumentLevel[]; quantities: QuantityFieldsView | null };
  day: string;
};

/**
 * Submits a value with evidence of one of three kinds: declaration, files, link. The value is computed from quantities,
 * where the criterion has them. Registers are asked by the town.
 */
export function EvidenceForm({ criterion, day }: Props) {
  const t = useMessages();
  const messages = t.evidence;
  const kept = {
    ...lastYears(criterion.quantities?.months ?? null, day),
    dated: day,
    kind: 'declaration',
    level: criterion.levels[0] ?? 'L2',
  };
  return (
    <PostForm
      intents={['submit', 'compute']}
      kept={kept}
      encType="multipart/form-data"
      className="panel grid gap-4"
      id="submit"
    >
      <h2>{messages.submit}</h2>
      {criterion.quantities ? (
        <QuantityFields view={criterion.quantities} day={day} />
      ) : (
        <Field
          name="value"
          label={messages.value(findOwnValue(t.score.units, criterion.unit) ?? criterion.unit)}
          inputMode="decimal"
          required
        />
      )}
      {criterion.quantities && (
        <div>
          <button type="submit" className="button" name="intent" value="compute" formNoValidate>
            {messages.compute}
          </button>
          <p className="small">{messages.computeHint}</p>
        </div>
      )}
      <Field name="dated" label={messages.dated} type="date" max={day} required />
      <SelectField label={messages.asked} name="kind">
        {(['declaration', 'file', 'link'] as const).map((name) => (
          <option key={name} value={name}>
            {messages.kinds[name]}
          </option>
        ))}
      </SelectField>
      <fieldset className="grid gap-4 border-t border-line pt-4">
        <legend className="font-semibold">{messages.withDocument}</legend>
        <Field name="title" optional={false} label={messages.docTitle} hint={messages.docHint} maxLength={160} />
        <Field
          label={messages.file(maxEvidenceFiles)}
          hint={messages.fileHint}
          type="file"
          name="file"
          multiple
          accept="application/pdf,image/jpeg,image/png,image/webp"
          optional={false}
        />
        <Field name="link" optional={false} label={messages.link} type="url" />
        <SelectField label={messages.level} name="level">
          {criterion.levels.map((name) => (
            <option key={name} value={name}>
              {t.levels[name]}
            </option>
          ))}
        </SelectField>
        <CheckField name="public" value="1" label={messages.public} />
      </fieldset>
      <CheckField name="sign" value="1" label={messages.sign} required />
      <button type="submit" className="button main" name="intent" value="submit">
        {messages.send}
      </button>
    </PostForm>
  );
}

/** The last whole calendar years before a day: what most books close with. */
function lastYears(months: number | null, day: string): { from?: string; to?: string } {
  if (months === null) return {};
  const year = Number(day.slice(0, 4));
  return { from: `${year - Math.max(1, Math.round(months / 12))}-01-01`, to: `${year - 1}-12-31` };
}
