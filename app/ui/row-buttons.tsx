// The buttons of one row of a list, in one form.
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from './post-form.tsx';

/** `acts`: intents with their words. The name of each button says of which row it is. */
export function RowButtons({
  name,
  acts,
  hiddenFields,
}: {
  name: string;
  acts: readonly (readonly [intent: string, label: string])[];
  hiddenFields: Record<string, string | number>;
}) {
  const { colon } = useMessages();
  return (
    <PostForm intents={acts.map(([intent]) => intent)} hiddenFields={hiddenFields} className="flex flex-wrap gap-2">
      {acts.map(([intent, label]) => (
        <button
          key={intent}
          type="submit"
          className="button quiet"
          name="intent"
          value={intent}
          aria-label={`${label}${colon}${name}`}
        >
          {label}
        </button>
      ))}
    </PostForm>
  );
}
