import type { OwnPasskey } from '#app/domain/accounts/passkeys.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PasskeyForm } from '#app/ui/passkey-form.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** A person's passkeys. `options`: to make one more; null where browsers offer none. */
export function PasskeyList({ passkeys, options }: { passkeys: OwnPasskey[]; options: string | null }) {
  const { passkeys: messages } = useMessages().security;
  return (
    <section className="panel" aria-labelledby="passkeys">
      <h2 id="passkeys">{messages.title}</h2>
      <p className="mt-2">{messages.lead}</p>
      {passkeys.length > 0 && (
        <ul className="mt-4 grid gap-4">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {options ? (
        <PasskeyForm
          intent="add-passkey"
          ceremony="create"
          options={options}
          label={messages.add}
          className="mt-5 grid gap-4"
        >
          <Field name="name" label={messages.name} hint={messages.nameHint} maxLength={60} optional={false} />
        </PasskeyForm>
      ) : (
        <p className="mt-4">{messages.none}</p>
      )}
      <noscript>
        <p className="mt-4">{messages.noScript}</p>
      </noscript>
    </section>
  );
}

function PasskeyItem({ passkey: { id, name, createdAt, usedAt } }: { passkey: OwnPasskey }) {
  const { passkeys: messages } = useMessages().security;
  const locale = useLocale();
  return (
    <li className="grid gap-2 border-t border-line pt-4">
      <p>
        <b>{name}</b>
      </p>
      <p className="small">
        {messages.times(formatDateTime(createdAt, locale), usedAt && formatDateTime(usedAt, locale))}
      </p>
      <PostForm
        intents={['rename-passkey', 'remove-passkey']}
        hiddenFields={{ passkey: id }}
        kept={{ name }}
        className="flex flex-wrap items-end gap-3"
      >
        <Field name="name" id={`name-${id}`} label={messages.rename} maxLength={60} optional={false} />
        <button type="submit" className="button quiet" name="intent" value="rename-passkey">
          {messages.save}
        </button>
        <button
          type="submit"
          className="button quiet"
          name="intent"
          value="remove-passkey"
          aria-label={messages.removeDescribed(name)}
        >
          {messages.remove}
        </button>
      </PostForm>
    </li>
  );
}
