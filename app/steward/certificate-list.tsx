import { certifiedClasses } from '#app/domain/catalogue/food.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** Certificates of a supplier, and the form of one that a steward read. */
export function CertificateList({ labels }: { labels: { label: string; certifier: string; validUntil: string }[] }) {
  const all = useMessages();
  const t = all.declarations.certificates;
  const locale = useLocale();
  const names = { ...all.food.classes, ...all.labels };
  return (
    <section className="panel grid gap-3">
      <h2>{t.title}</h2>
      <p className="small">{t.lead}</p>
      <ul className="grid gap-1">
        {labels.map(({ label, certifier, validUntil }) => (
          <li key={label}>
            <b>{findOwnValue(names, label) ?? label}</b>
            {all.colon}
            {t.inForce(certifier, formatDate(validUntil, locale))}
          </li>
        ))}
      </ul>
      <PostForm intents={['certify']} className="grid gap-3">
        <SelectField name="label" label={t.label}>
          {certifiedClasses.map((key) => (
            <option key={key} value={key}>
              {all.food.classes[key]}
            </option>
          ))}
        </SelectField>
        <Field name="certifier" label={t.certifier} maxLength={160} required />
        <Field name="number" label={t.number} maxLength={80} required />
        <Field name="from" label={t.from} hint={t.fromHint} type="date" required />
        <Field name="until" label={t.until} type="date" required />
        <p>
          <button type="submit" className="button" name="intent" value="certify">
            {t.save}
          </button>
        </p>
      </PostForm>
    </section>
  );
}
