import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

type Page = {
  basket: { suppliers: SupplierBasketView[] };
  organisations: { id: string; name: string; address: string; insee: string }[];
  user: { name: string; email: string };
  communes: { insee: string; name: string; postcode: string }[];
};

export function CheckoutFields({
  page,
  errors,
  values,
}: {
  page: Page;
  errors: Record<string, string>;
  values: Record<string, string>;
}) {
  const t = useMessages();
  const say = (name: string) =>
    errors[name] ? t.checkout.errors[errors[name] as keyof typeof t.checkout.errors] : undefined;
  const [first] = page.organisations;
  const reused = page.basket.suppliers.flatMap((basket) => basket.lines).filter((line) => line.reuse);
  const failed = Object.keys(errors)[0];
  const field = (name: string, fallback = '') => ({
    name,
    error: say(name),
    defaultValue: values[name] ?? fallback,
    autoFocus: failed === name,
  });
  return (
    <>
      <section className="panel grid gap-4">
        <SelectField
          name="organisation"
          label={t.checkout.for}
          defaultValue={values.organisation ?? first?.id ?? ''}
          error={say('organisation')}
        >
          {page.organisations.map((organisation) => (
            <option key={organisation.id} value={organisation.id}>
              {organisation.name}
            </option>
          ))}
          <option value="">{t.checkout.myself}</option>
        </SelectField>
      </section>
      <section className="panel grid gap-4">
        <h2>{t.checkout.where}</h2>
        <Field
          label={t.checkout.address}
          autoComplete="street-address"
          required
          {...field('address', first?.address)}
        />
        <SelectField
          name="insee"
          label={t.checkout.commune}
          defaultValue={values.insee ?? first?.insee ?? '51183'}
          error={say('insee')}
        >
          {page.communes.map((commune) => (
            <option key={commune.insee} value={commune.insee}>
              {commune.postcode} {commune.name}
            </option>
          ))}
        </SelectField>
      </section>
      <section className="panel grid gap-4">
        <h2>{t.checkout.contact}</h2>
        <Field label={t.checkout.name} autoComplete="name" required {...field('name', page.user.name)} />
        <Field
          label={t.checkout.email}
          type="email"
          autoComplete="email"
          required
          {...field('email', page.user.email)}
        />
        <Field label={t.checkout.phone} type="tel" autoComplete="tel" required {...field('phone')} />
        <Field label={`${t.checkout.note} (${t.optional})`} hint={t.checkout.noteHint} {...field('note')} />
      </section>
      {reused.length > 0 && (
        <section className="panel grid gap-4">
          <h2>{t.checkout.displacement}</h2>
          <p className="small">{t.checkout.displacementWhy}</p>
          {reused.map((line) => (
            <fieldset key={line.offerId}>
              <legend className="font-semibold">{line.name}</legend>
              {(['unsure', 'new', 'other'] as const).map((choice) => (
                <label key={choice} className="check">
                  <input
                    type="radio"
                    name={`displacement-${line.offerId}`}
                    value={choice}
                    defaultChecked={(values[`displacement-${line.offerId}`] ?? 'unsure') === choice}
                  />
                  {t.checkout.displacementChoices[choice]}
                </label>
              ))}
            </fieldset>
          ))}
        </section>
      )}
    </>
  );
}
