import { maxNameLength } from '#app/domain/orders/seats.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** The names on the seats of a session: to write until it begins, to read after it. */
export function SeatNames(props: { line: number; seats: { names: string[]; begun: boolean }; mayName: boolean }) {
  const { line, seats, mayName } = props;
  const { names: messages } = useMessages().sessions;
  const known = seats.names.filter(Boolean);
  if (seats.begun || !mayName)
    return known.length === 0 ? null : <p className="small mt-3">{messages.fixed(known.join(', '))}</p>;
  const kept = Object.fromEntries(seats.names.map((name, i) => [`seat.${i + 1}`, name]));
  return (
    <details className="no-print mt-3" open={known.length < seats.names.length}>
      <summary>{messages.title}</summary>
      <PostForm intents={['name-seats']} hiddenFields={{ line }} kept={kept} className="mt-3 grid gap-3">
        <p className="small">{messages.lead}</p>
        <div className="grid gap-3 sm:grid-cols-2">
          {seats.names.map((_, i) => (
            <Field
              // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its number
              key={i}
              id={`seat-${line}-${i + 1}`}
              name={`seat.${i + 1}`}
              label={messages.seat(i + 1)}
              maxLength={maxNameLength}
              autoComplete="off"
              optional={false}
            />
          ))}
        </div>
        <button type="submit" className="button justify-self-start" name="intent" value="name-seats">
          {messages.save}
        </button>
      </PostForm>
    </details>
  );
}
