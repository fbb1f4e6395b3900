import { PostForm } from '#app/ui/post-form.tsx';

type Props = {
  intent: string;
  /** Hidden fields of the action, by name. */
  fields: Record<string, string | number>;
  label: string;
  /** Label for screen readers, where the visible one does not tell which row it acts on. */
  describes?: string;
  main?: boolean;
};

/** A form with a single button, as in a row of a table. */
export function ButtonForm({ intent, fields, label, describes, main = false }: Props) {
  return (
    <PostForm intents={[intent]} hiddenFields={fields}>
      <button
        type="submit"
        className={main ? 'button main' : 'button quiet'}
        name="intent"
        value={intent}
        aria-label={describes}
      >
        {label}
      </button>
    </PostForm>
  );
}
