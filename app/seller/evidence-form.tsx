import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { type FormRefusal, fieldProps } from '#app/ui/form-state.ts';

type Props = { criterion: { unit: string }; refused: FormRefusal | undefined; day: string };

/** Submits a value with evidence of one of four kinds: declaration, file, link, registry. */
export function EvidenceForm({ criterion, refused, day }: Props) {
  const t = useMessages();
  const messages = t.evidence;
  const field = fieldProps(refused, { dated: day, kind: 'declaration', level: 'L2' }, {});
  const { autoFocus: _, ...kind } = field('kind');
  const { autoFocus: _l, ...level } = field('level');
  return (
    <Form method="post" encType="multipart/form-data" className="panel grid gap-4" id="submit">
      <h2>{messages.submit}</h2>
      <Field
        label={messages.value(t.score.units[criterion.unit] ?? criterion.unit)}
        inputMode="decimal"
        required
        {...field('value')}
      />
      <Field label={messages.dated} type="date" max={day} required {...field('dated')} />
      <SelectField label={messages.asked} {...kind}>
        {(['declaration', 'file', 'link', 'registry'] as const).map((name) => (
          <option key={name} value={name}>
            {messages.kinds[name]}
          </option>
        ))}
      </SelectField>
      <fieldset className="grid gap-4 border-t border-line pt-4">
        <legend className="font-semibold">{messages.withDocument}</legend>
        <Field label={messages.docTitle} hint={messages.docHint} maxLength={160} {...field('title')} />
        <Field
          label={messages.file}
          type="file"
          name="file"
          accept="application/pdf,image/jpeg,image/png,image/webp"
          error={refused?.errors.file}
        />
        <Field label={messages.link} type="url" {...field('link')} />
        <SelectField label={messages.level} {...level}>
          {(['L2', 'L3', 'L4'] as const).map((name) => (
            <option key={name} value={name}>
              {t.levels[name]}
            </option>
          ))}
        </SelectField>
        <CheckField name="public" value="1" label={messages.public} defaultChecked={refused?.values.public === '1'} />
      </fieldset>
      <div>
        <CheckField
          name="sign"
          value="1"
          label={messages.sign}
          required
          defaultChecked={refused?.values.sign === '1'}
        />
        {refused?.errors.sign && <p className="font-semibold text-brick">{refused.errors.sign}</p>}
      </div>
      <button type="submit" className="button main" name="intent" value="submit">
        {messages.send}
      </button>
    </Form>
  );
}
