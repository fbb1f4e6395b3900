import { listChangers } from '#app/domain/buying/list-line.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

/** Name of a list, whose it is, and who may change it: asked only of people who buy for an organisation. */
export function ListSettings({ organisations }: { organisations: readonly { id: string; name: string }[] }) {
  const { lists: t } = useMessages();
  return (
    <>
      <Field name="name" label={t.name} maxLength={120} required />
      {organisations.length > 0 && (
        <>
          <SelectField name="owner" label={t.owner}>
            <option value="">{t.mine}</option>
            {organisations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField name="changedBy" label={t.changedBy}>
            {listChangers.map((role) => (
              <option key={role} value={role}>
                {t.roles[role]}
              </option>
            ))}
          </SelectField>
        </>
      )}
    </>
  );
}
