// The questions of an import: which thing the offers are of which neither the file nor the name says it. One for a word.
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { type ThingChoice, ThingChoices, thingFieldName } from './thing-field.tsx';

export type AskedThing = { term: string; rows: number; example: string; meant: readonly string[]; answer: string };

export function ImportThings({
  questions,
  things,
}: {
  questions: readonly AskedThing[];
  things: readonly ThingChoice[];
}) {
  const messages = useMessages().imports.things;
  const kept = Object.fromEntries(questions.map(({ term, answer }) => [thingFieldName(term), answer]));
  return (
    <section className="panel grid gap-4">
      <h2>{messages.title}</h2>
      <p>{messages.lead}</p>
      <PostForm intents={['things']} kept={kept} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          {questions.map(({ term, rows, example, meant }) => (
            <Field
              key={term}
              name={thingFieldName(term)}
              label={messages.question(term, rows)}
              hint={messages.hint(example, meant)}
              list="things"
              autoComplete="off"
              maxLength={80}
            />
          ))}
        </div>
        <ThingChoices things={things} />
        <button type="submit" className="button justify-self-start" name="intent" value="things">
          {messages.save}
        </button>
      </PostForm>
    </section>
  );
}
