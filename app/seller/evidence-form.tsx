import type { DocumentLevel } from '#app/domain/scoring/criterion-levels.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

type Props = { criterion: { unit: string; levels: readonly DocumentLevel[] }; day: string };

/** Submits a value with evidence of one of three kinds: declaration, file, link. Registers are asked by the town. */
export function EvidenceForm({ criterion, day }: Props) {
  const t = useMessages();
  const messages = t.evidence;
  const kept = { dated: day, kind: 'declaration', level: criterion.levels[0] ?? 'L2' };
  return (
    <PostForm intents={['submit']} kept={kept} encType="multipart/form-data" className="panel grid gap-4" id="submit">
      <h2>{messages.submit}</h2>
      <Field
        name="value"
        label={messages.value(findOwnValue(t.score.units, criterion.unit) ?? criterion.unit)}
        inputMode="decimal"
        required
      />
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
          label={messages.file}
          type="file"
          name="file"
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
