import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  changeDeliveryAddress,
  type DeliveryAddress,
  keepDeliveryAddress,
  listDeliveryAddresses,
  removeDeliveryAddress,
} from '#app/domain/accounts/delivery-addresses.server.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { phone, requiredText, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.addresses', (ctx) => {
  const addresses = listDeliveryAddresses(ctx);
  const { title } = ctx.t.accountAccess.addresses;
  return {
    title,
    pageTitle: pageTitle(title, { count: addresses.length }),
    addresses,
    name: requireUser(ctx).name,
    communes: ctx.town.communes.map(({ insee, name }) => ({ insee, name })),
  };
});

const place = z.object({
  id: rowId.optional(),
  name: requiredText(120),
  address: requiredText(200),
  insee: requiredText(10),
  phone,
});

export const action = formAction('account/account_.addresses', {
  save: { schema: place, run: saveAddress },
  remove: {
    schema: z.object({ id: rowId }),
    run: (ctx, { id }) => {
      removeDeliveryAddress(ctx, id);
      return goTo('/account/addresses', ['saved']);
    },
  },
});

function saveAddress(ctx: RequestContext, { id, ...address }: z.output<typeof place>): FormAnswer {
  if (!findCommune(ctx.town, address.insee)) return invalidInput({ insee: ctx.t.formErrors.insee });
  const saved = id ? changeDeliveryAddress(ctx, id, address) : keepDeliveryAddress(ctx, address);
  if (saved.ok) return goTo('/account/addresses', ['saved']);
  return invalidForm(ctx.t.accountAccess.addresses.refused[saved.reason], 409);
}

export default function AddressesPage() {
  const { title, addresses } = useLoaderData<typeof loader>();
  const messages = useMessages().accountAccess.addresses;
  return (
    <div className="wrap section grid max-w-2xl content-start gap-5">
      <h1>{title}</h1>
      <p className="lead">{messages.lead}</p>
      {addresses.map((address) => (
        <AddressForm key={address.id} address={address} />
      ))}
      <AddressForm address={null} />
      <p>
        <a href="/account">{messages.back}</a>
      </p>
    </div>
  );
}

/** One address to change or remove, or the form of a new one. */
function AddressForm({ address }: { address: DeliveryAddress | null }) {
  const { communes, name } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.accountAccess.addresses;
  const idOf = (field: string) => (address ? `${field}-${address.id}` : field);
  const { id, ...kept } = address ?? { id: '', name, insee: communes[0]?.insee ?? '', address: '', phone: '' };
  return (
    <PostForm
      intents={['save', 'remove']}
      {...(id && { hiddenFields: { id } })}
      kept={kept}
      className="panel grid gap-4"
      aria-label={address ? address.address : messages.add}
    >
      <h2>{address ? address.address : messages.add}</h2>
      <Field name="name" id={idOf('name')} label={t.checkout.name} autoComplete="name" required />
      <Field name="address" id={idOf('address')} label={t.checkout.address} autoComplete="address-line1" required />
      <SelectField name="insee" id={idOf('insee')} label={t.checkout.commune}>
        {communes.map((commune) => (
          <option key={commune.insee} value={commune.insee}>
            {commune.name}
          </option>
        ))}
      </SelectField>
      <Field name="phone" id={idOf('phone')} label={t.checkout.phone} type="tel" autoComplete="tel" required />
      <p className="flex flex-wrap gap-3">
        <button type="submit" className="button" name="intent" value="save">
          {t.save}
        </button>
        {address && (
          <button type="submit" className="button quiet" name="intent" value="remove" formNoValidate>
            {messages.remove}
          </button>
        )}
      </p>
    </PostForm>
  );
}
