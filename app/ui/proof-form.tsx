import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/context.tsx';
import { CheckField, Field, SelectField } from './field.tsx';
import { fieldProps, type Refusal } from './form-state.ts';

type Props = { criterion: { unit: string }; refused: Refusal | undefined; day: string };

/** Say a value and prove it: one form for the four ways. */
export function ProofForm({ criterion, refused, day }: Props) {
  const t = useMessages();
  const p = t.proofDesk;
  const field = fieldProps(refused, { dated: day, kind: 'declaration', level: 'L2' }, {});
  const { autoFocus: _, ...kind } = field('kind');
  const { autoFocus: _l, ...level } = field('level');
  return (
    <Form method="post" encType="multipart/form-data" className="panel grid gap-4" id="submit">
      <h2>{p.submit}</h2>
      <Field
        label={p.value(t.score.units[criterion.unit] ?? criterion.unit)}
        inputMode="decimal"
        required
        {...field('value')}
      />
      <Field label={p.dated} type="date" max={day} required {...field('dated')} />
      <SelectField label={p.asked} {...kind}>
        {(['declaration', 'file', 'link', 'registry'] as const).map((name) => (
          <option key={name} value={name}>
            {p.kinds[name]}
          </option>
        ))}
      </SelectField>
      <fieldset className="grid gap-4 border-t border-line pt-4">
        <legend className="font-semibold">{p.withDocument}</legend>
        <Field label={p.docTitle} hint={p.docHint} maxLength={160} {...field('title')} />
        <Field
          label={p.file}
          type="file"
          name="file"
          accept="application/pdf,image/jpeg,image/png,image/webp"
          error={refused?.errors.file}
        />
        <Field label={p.link} type="url" {...field('link')} />
        <SelectField label={p.level} {...level}>
          {(['L2', 'L3', 'L4'] as const).map((name) => (
            <option key={name} value={name}>
              {t.levels[name]}
            </option>
          ))}
        </SelectField>
        <CheckField name="public" value="1" label={p.public} defaultChecked={refused?.values.public === '1'} />
      </fieldset>
      <div>
        <CheckField name="sign" value="1" label={p.sign} required defaultChecked={refused?.values.sign === '1'} />
        {refused?.errors.sign && <p className="font-semibold text-brick">{refused.errors.sign}</p>}
      </div>
      <button type="submit" className="button main" name="intent" value="submit">
        {p.send}
      </button>
    </Form>
  );
}
