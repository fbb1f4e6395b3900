import { ruleActions, windowKeys } from '#app/domain/buying/purchase-policy.ts';
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, ChoiceField, Field, FieldError, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

type Person = { id: string; name: string };

/** Adds a rule: when the filled fields hold, the chosen consequence. */
export function NewRule({ version, people }: { version: number; people: readonly Person[] }) {
  const { rules: t } = useMessages().requests;
  const isRefused = useRefused(['add']) !== null;
  return (
    <details className="panel no-print" open={version === 0 || isRefused}>
      <summary>
        <b>{t.add}</b>
      </summary>
      <PostForm intents={['add']} kept={{ action: 'ask', need: 'any', tier: '1' }} className="mt-3 grid gap-4">
        <input type="hidden" name="version" value={version} />
        <Conditions />
        <Consequence people={people} />
        <p>
          <button type="submit" className="button main" name="intent" value="add">
            {t.save}
          </button>
        </p>
      </PostForm>
    </details>
  );
}

function Conditions() {
  const { requests, categories: shelves, kinds } = useMessages();
  const { rules: t } = requests;
  return (
    <>
      <h3>{t.when}</h3>
      <Field name="from" label={t.from} hint={t.fromHint} inputMode="decimal" maxLength={12} />
      <Field name="days" label={t.window} hint={t.windowHint} inputMode="numeric" maxLength={3} />
      <SelectField name="by" label={t.windowOf}>
        {windowKeys.map((key) => (
          <option key={key} value={key}>
            {t.windowBy[key]}
          </option>
        ))}
      </SelectField>
      <SelectField name="category" label={t.category}>
        <option value="">{t.any}</option>
        {categories.map((category) => (
          <option key={category} value={category}>
            {shelves[category]}
          </option>
        ))}
      </SelectField>
      <SelectField name="kind" label={t.kind}>
        <option value="">{t.any}</option>
        {offerKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kinds[kind]}
          </option>
        ))}
      </SelectField>
      <CheckField name="newSupplier" label={t.newSupplier} />
      <Field name="proven" label={t.proven} inputMode="numeric" maxLength={3} />
    </>
  );
}

function Consequence({ people }: { people: readonly Person[] }) {
  const { rules: t } = useMessages().requests;
  const error = useRefused(['add'])?.errors.person;
  return (
    <>
      <h3>{t.consequence}</h3>
      <ChoiceField
        name="action"
        legend={t.consequence}
        options={[...ruleActions].reverse().map((action) => [action, t.actions[action]] as const)}
        required
      />
      <fieldset className="grid gap-2">
        <legend>{t.people}</legend>
        {people.map(({ id, name }) => (
          <label key={id} className="check">
            <input type="checkbox" name="person" value={id} />
            <span>{name}</span>
          </label>
        ))}
        <FieldError name="person" error={error} />
      </fieldset>
      <ChoiceField
        name="need"
        legend={t.need}
        options={[['any', t.needs.any] as const, ['all', t.needs.all] as const]}
      />
      <Field name="tier" label={t.tier} inputMode="numeric" maxLength={1} />
      <Field name="hours" label={t.hours} inputMode="numeric" maxLength={4} />
      <SelectField name="to" label={t.escalateTo}>
        <option value="">-</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field name="text" label={t.text} maxLength={300} />
    </>
  );
}
