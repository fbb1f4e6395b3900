import type { OrderPreview } from '#app/domain/checkout/order-preview.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ChoiceField, Field, SelectField } from '#app/ui/field.tsx';

type Page = {
  preview: OrderPreview;
  user: { name: string; email: string };
  communes: { insee: string; name: string; postcode: string }[];
};

/** The values of its fields before anything is typed. */
export function keptValues({ preview, user, communes }: Page) {
  const [first] = preview.buyers;
  return {
    address: first?.address ?? '',
    insee: first?.insee ?? communes[0]?.insee ?? '',
    name: user.name,
    email: user.email,
    ...Object.fromEntries(reusedLines(preview).map(({ offerId }) => [`displacement-${offerId}`, 'unsure'])),
  };
}

function reusedLines({ parts }: OrderPreview) {
  return parts.flatMap((part) => part.lines).filter((line) => line.reuse);
}

export function CheckoutFields({ page }: { page: Page }) {
  const t = useMessages();
  const reused = reusedLines(page.preview);
  return (
    <>
      <input type="hidden" name="organisation" value={page.preview.buyers[0]?.id ?? ''} />
      <section className="panel grid gap-4">
        <h2>{t.checkout.where}</h2>
        <Field name="address" label={t.checkout.address} autoComplete="address-line1" required />
        <SelectField name="insee" label={t.checkout.commune}>
          {page.communes.map((commune) => (
            <option key={commune.insee} value={commune.insee}>
              {commune.postcode} {commune.name}
            </option>
          ))}
        </SelectField>
      </section>
      <section className="panel grid gap-4">
        <h2>{t.checkout.contact}</h2>
        <Field name="name" label={t.checkout.name} autoComplete="name" required />
        <Field name="email" label={t.checkout.email} type="email" autoComplete="email" required />
        <Field name="phone" label={t.checkout.phone} type="tel" autoComplete="tel" required />
        <Field name="note" label={t.checkout.note} hint={t.checkout.noteHint} />
      </section>
      {reused.length > 0 && (
        <section className="panel grid gap-4">
          <h2>{t.checkout.displacement}</h2>
          <p className="small">{t.checkout.displacementWhy}</p>
          {reused.map((line) => (
            <ChoiceField
              key={line.offerId}
              name={`displacement-${line.offerId}`}
              legend={<b>{line.name}</b>}
              options={displacements.map((choice) => [choice, t.checkout.displacementChoices[choice]] as const)}
            />
          ))}
        </section>
      )}
    </>
  );
}

const displacements = ['unsure', 'new', 'other'] as const;
