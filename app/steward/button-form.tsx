import { Form } from '@remix-run/react';

type Props = {
  intent: string;
  /** What the action needs to know, by name. */
  fields: Record<string, string | number>;
  label: string;
  /** What a screen reader says, where the label alone does not tell which row it acts on. */
  describes?: string;
  main?: boolean;
};

/** A form of one button, such as a row of a table has. */
export function ButtonForm({ intent, fields, label, describes, main = false }: Props) {
  return (
    <Form method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className={main ? 'button main' : 'button quiet'}
        name="intent"
        value={intent}
        aria-label={describes}
      >
        {label}
      </button>
    </Form>
  );
}
