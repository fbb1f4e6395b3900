// A field in a cell of a table: the row and the column say what it is, so its label is for screen readers only.
import type { InputHTMLAttributes } from 'react';
import { ConflictChoice } from './conflict-choice.tsx';
import { FieldError, fieldAttributes } from './field.tsx';
import { useFieldState } from './refused-form.ts';

type Props = { name: string; label: string } & InputHTMLAttributes<HTMLInputElement>;

export function CellField({ name, label, id = name, ...input }: Props) {
  const state = useFieldState(name);
  const attributes = fieldAttributes(id, undefined, state?.error, state?.autoFocus);
  return (
    <>
      <input id={id} name={name} aria-label={label} defaultValue={state?.value} {...attributes} {...input} />
      <FieldError name={id} error={state?.error} />
      <ConflictChoice name={name} />
    </>
  );
}
