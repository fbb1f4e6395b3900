import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** Containers lent, returned and lost. */
export function LentContainers({
  packaging: { lent, returned, lost },
  open,
}: {
  packaging: { lent: number; returned: number; lost: number };
  open: boolean;
}) {
  const messages = useMessages().fulfilment;
  const away = lent - returned - lost;
  return (
    <section className="panel grid gap-3">
      <h2>{messages.packaging}</h2>
      <p>{messages.lent(lent, returned, lost)}</p>
      {open && away > 0 && (
        <PostForm intents={['take-back', 'give-up']} kept={{ units: away }} className="flex flex-wrap items-end gap-3">
          <Field name="units" type="number" min="1" max={away} label={messages.containers} required />
          <button type="submit" className="button" name="intent" value="take-back">
            {messages.takeBack}
          </button>
          <button type="submit" className="button quiet" name="intent" value="give-up">
            {messages.giveUp}
          </button>
        </PostForm>
      )}
    </section>
  );
}
