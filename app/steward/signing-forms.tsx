import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PasskeyForm } from '#app/ui/passkey-form.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { PendingView } from './signing.server.ts';

/** Both lead to the form's own page, with all that was typed there and the signature. */
export function SigningForms({ page }: { page: PendingView }) {
  const { signing, security } = useMessages();
  const { path, hash, options, isCodeSent } = page;
  return (
    <>
      {options && (
        <PasskeyForm
          intent={null}
          ceremony="get"
          options={options}
          action={path}
          label={signing.byPasskey}
          hiddenFields={{ 'signed.decision': hash }}
          className="grid gap-3"
        >
          <DecisionFields page={page} />
        </PasskeyForm>
      )}
      {isCodeSent && (
        <PostForm action={path} hiddenFields={{ 'signed.decision': hash }} className="panel grid gap-4">
          <DecisionFields page={page} />
          <Field
            name="signed.code"
            id="code"
            label={security.again.code}
            hint={security.again.codeHint}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={40}
            required
          />
          <button type="submit" className="button main">
            {signing.byCode}
          </button>
        </PostForm>
      )}
      <PostForm intents={['letter']} className="grid gap-3">
        <p>{isCodeSent ? security.again.noLetter : signing.byLetter}</p>
        <button type="submit" className="button" name="intent" value="letter">
          {isCodeSent ? security.again.sendAgain : security.again.send}
        </button>
      </PostForm>
    </>
  );
}

function DecisionFields({ page: { fields } }: { page: PendingView }) {
  return fields.map(({ name, value }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a name can come twice, and the list never changes
    <input key={index} type="hidden" name={name} value={value} />
  ));
}
