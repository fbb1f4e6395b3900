// The thing that an offer is: typed, with all things as suggestions of the browser, so that it needs no script.
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';

export type ThingChoice = { name: string; shelf: string };

/** `byName`: the thing that the offer's name says while its seller chose none. */
export function ThingField({
  things,
  byName,
  error,
}: {
  things: readonly ThingChoice[];
  byName?: string | null | undefined;
  error?: string | undefined;
}) {
  const messages = useMessages().offerEditor;
  return (
    <>
      <Field
        name="thing"
        label={messages.fields.thing}
        hint={byName ? messages.thingByName(byName) : messages.hints.thing}
        error={error}
        list="things"
        autoComplete="off"
        maxLength={80}
      />
      <ThingChoices things={things} />
    </>
  );
}

/** The suggestions of all fields of a page that ask for a thing (`list="things"`). */
export function ThingChoices({ things }: { things: readonly ThingChoice[] }) {
  return (
    <datalist id="things">
      {things.map(({ name, shelf }) => (
        <option key={name} value={name} label={shelf} />
      ))}
    </datalist>
  );
}

/** The field in which the thing of a word is said; a word has letters, figures and blanks alone. */
export function thingFieldName(term: string): string {
  return `thing_${term.replaceAll(' ', '-')}`;
}
