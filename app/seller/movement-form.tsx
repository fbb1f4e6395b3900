import { useMessages } from '#app/i18n/language.tsx';
import { ChoiceField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** A count, a loss or a correction of an offer's stock; only a count for one that is made to order. */
export function MovementForm({ shown, stock }: { shown: string; stock: number | null }) {
  const { stockPage: messages } = useMessages();
  const kinds = stock === null ? (['count'] as const) : (['count', 'loss', 'correction'] as const);
  return (
    <PostForm shown={shown} kept={{ kind: 'count' }} className="panel grid max-w-xl gap-4">
      <h2>{messages.enter}</h2>
      <ChoiceField
        name="kind"
        legend={messages.what}
        options={kinds.map((kind) => [kind, messages.choices[kind]] as const)}
        required
      />
      <Field name="quantity" label={messages.quantity} hint={messages.quantityHint} inputMode="numeric" required />
      <Field name="reason" label={messages.reason} hint={messages.reasonHint} maxLength={200} optional={false} />
      <button type="submit" className="button main justify-self-start">
        {messages.save}
      </button>
    </PostForm>
  );
}
