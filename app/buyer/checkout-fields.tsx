import type { OrderPreview } from '#app/domain/checkout/order-preview.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CheckField, ChoiceField, Field, SelectField } from '#app/ui/field.tsx';
import { type KeptAddress, KeptAddresses } from './kept-addresses.tsx';
import type { NoteLink } from './order-notes.tsx';
import { type ReferenceFacts, ReferenceFields } from './reference-fields.tsx';

type InvoicingField =
  | 'billingAddress'
  | 'billingPostcode'
  | 'billingCity'
  | 'vatNumber'
  | 'invoiceRoute'
  | 'serviceCode';
type Page = {
  preview: OrderPreview;
  user: { name: string; email: string };
  billing: Record<InvoicingField, string> | null;
  references: ReferenceFacts | null;
  communes: { insee: string; name: string; postcode: string }[];
  addresses: KeptAddress[];
  /** The address of the book that the page's address names. */
  chosen: KeptAddress | null;
  query: string;
  /** Notes of choice of the buyer about what is in the basket. */
  notes: readonly NoteLink[];
};

/** The values of its fields before anything is typed. */
export function keptValues({ preview, user, communes, billing, addresses, chosen }: Page) {
  const [first] = preview.buyers;
  return {
    address: chosen?.address ?? first?.address ?? '',
    insee: chosen?.insee ?? first?.insee ?? communes[0]?.insee ?? '',
    name: chosen?.name ?? user.name,
    email: user.email,
    phone: (chosen ?? addresses[0])?.phone ?? '',
    ...billing,
    ...Object.fromEntries(reusedLines(preview).map(({ offerId }) => [`displacement-${offerId}`, 'unsure'])),
  };
}

function reusedLines({ parts }: OrderPreview) {
  return parts.flatMap((part) => part.lines).filter((line) => line.reuse);
}

export function CheckoutFields({ page }: { page: Page }) {
  const t = useMessages();
  const reused = reusedLines(page.preview);
  const isDelivered = page.preview.parts.some(({ choice }) => choice !== 'on-site' && !choice.startsWith('pickup'));
  return (
    <>
      <input type="hidden" name="organisation" value={page.preview.buyers[0]?.id ?? ''} />
      <section className="panel grid gap-4">
        <h2>{isDelivered ? t.checkout.where : t.checkout.yourAddress}</h2>
        <KeptAddresses addresses={page.addresses} query={page.query} />
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
        <CheckField name="keepAddress" label={t.accountAccess.addresses.keep} />
        <Field name="note" label={t.checkout.note} hint={t.checkout.noteHint} />
        {page.notes.length > 0 && <NoteChoice notes={page.notes} />}
      </section>
      {page.references && <ReferenceFields {...page.references} />}
      {page.billing && <InvoicingFields own={page.preview.buyers[0]?.address ?? ''} />}
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

function NoteChoice({ notes }: { notes: readonly NoteLink[] }) {
  const { note: t } = useMessages().compared;
  const locale = useLocale();
  return (
    <SelectField name="choiceNote" label={t.title} hint={t.attachHint}>
      <option value="">{t.attachNone}</option>
      {notes.map(({ id, name, nameLang, day }) => (
        <option key={id} value={id} lang={nameLang}>
          {name}, {formatDate(day, locale)}
        </option>
      ))}
    </SelectField>
  );
}

/** The fields for an organisation's invoices. `own`: its own address; they go there unless another one is given. */
function InvoicingFields({ own }: { own: string }) {
  const { invoicing } = useMessages().checkout;
  return (
    <section className="panel grid gap-4">
      <h2>{invoicing.title}</h2>
      <p className="small">{invoicing.lead(own)}</p>
      <Field name="billingAddress" label={invoicing.address} autoComplete="billing address-line1" />
      <Field
        name="billingPostcode"
        label={invoicing.postcode}
        autoComplete="billing postal-code"
        inputMode="numeric"
        maxLength={5}
      />
      <Field name="billingCity" label={invoicing.city} autoComplete="billing address-level2" />
      <Field name="vatNumber" label={invoicing.vatNumber} hint={invoicing.vatNumberHint} />
      <Field name="invoiceRoute" label={invoicing.route} hint={invoicing.routeHint} maxLength={125} />
    </section>
  );
}

const displacements = ['unsure', 'new', 'other'] as const;
