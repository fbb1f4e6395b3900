import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';

type FieldProps = {
  name: string;
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
} & InputHTMLAttributes<HTMLInputElement>;

/** A labelled input with its error beside it, linked for screen readers. */
export function Field({ name, label, error, hint, id = name, ...input }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Hint name={id} hint={hint} />
      <input
        className="input"
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...input}
      />
      <FieldError name={id} error={error} />
    </div>
  );
}

type AreaProps = Omit<FieldProps, keyof InputHTMLAttributes<HTMLInputElement>> &
  TextareaHTMLAttributes<HTMLTextAreaElement> & { name: string };

export function AreaField({ name, label, error, hint, ...area }: AreaProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <Hint name={name} hint={hint} />
      <textarea
        className="input"
        id={name}
        name={name}
        rows={3}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint, error)}
        {...area}
      />
      <FieldError name={name} error={error} />
    </div>
  );
}

/** A checkbox with its label beside it. */
export function CheckField({ label, ...input }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

function Hint({ name, hint }: { name: string; hint?: string | undefined }) {
  if (!hint) return null;
  return (
    <span className="hint" id={`${name}-hint`}>
      {hint}
    </span>
  );
}

export function SelectField({
  name,
  label,
  error,
  hint,
  children,
  defaultValue,
  id = name,
}: {
  name: string;
  label: string;
  error?: string | undefined;
  hint?: string;
  id?: string;
  children: ReactNode;
  defaultValue?: string | undefined;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Hint name={id} hint={hint} />
      <select
        className="input"
        id={id}
        name={name}
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      >
        {children}
      </select>
      <FieldError name={id} error={error} />
    </div>
  );
}

function FieldError({ name, error }: { name: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <span className="error" id={`${name}-error`}>
      {error}
    </span>
  );
}

function describedBy(name: string, hint: string | undefined, error: string | undefined): string | undefined {
  return [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
}
