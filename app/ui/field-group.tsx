// A group of fields that are wrong together: its error stands under its legend, and it can take the focus.
import type { ReactNode } from 'react';
import { FieldError, fieldAttributes } from './field.tsx';
import { useFieldState } from './refused-form.ts';

type Props = { name: string; legend: string; className?: string; children: ReactNode };

export function FieldGroup({ name, legend, className, children }: Props) {
  const { autoFocus: _, ...attributes } = fieldAttributes(name, undefined, useFieldState(name)?.error);
  return (
    <fieldset className={className} id={name} tabIndex={-1} {...attributes}>
      <legend className="font-semibold">{legend}</legend>
      <FieldError name={name} error={useFieldState(name)?.error} />
      {children}
    </fieldset>
  );
}
