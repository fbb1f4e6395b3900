// Labelled fields with their hint and error tied to them. Inside a PostForm they take their value and error from it,
// and a field that is not required says so.
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { useMessages } from '#app/i18n/language.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import { useFieldConflict, useFieldState, useIsChosen } from './refused-form.ts';

type Labelled = {
  name: string;
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
  /** False for a field that must be filled in some cases, as its hint or its group says. */
  optional?: false;
};
type FieldProps = Labelled & InputHTMLAttributes<HTMLInputElement>;

export function Field({ name, label, error, hint, optional, id = name, ...input }: FieldProps) {
  const state = useFieldState(name);
  const attributes = fieldAttributes(id, hint, error ?? state?.error, state?.autoFocus);
  const value = input.type === 'file' ? {} : { defaultValue: state?.value };
  return (
    <div className="field">
      <FieldLabel id={id} label={label} optional={state !== null && !input.required && optional !== false} />
      <Hint name={id} hint={hint} />
      <input className="input" id={id} name={name} {...value} {...attributes} {...input} />
      <FieldError name={id} error={error ?? state?.error} />
      <ConflictChoice name={name} />
    </div>
  );
}

type AreaProps = Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function AreaField({ name, label, error, hint, optional, id = name, ...area }: AreaProps) {
  const state = useFieldState(name);
  const attributes = fieldAttributes(id, hint, error ?? state?.error, state?.autoFocus);
  return (
    <div className="field">
      <FieldLabel id={id} label={label} optional={state !== null && !area.required && optional !== false} />
      <Hint name={id} hint={hint} />
      <textarea className="input" id={id} name={name} rows={3} defaultValue={state?.value} {...attributes} {...area} />
      <FieldError name={id} error={error ?? state?.error} />
      <ConflictChoice name={name} />
    </div>
  );
}

type SelectProps = Omit<Labelled, 'optional'> & {
  id?: string;
  children: ReactNode;
  defaultValue?: string | undefined;
};

/** A list always has an answer, so it never says that it is optional. */
export function SelectField({ name, label, error, hint, children, defaultValue, id = name }: SelectProps) {
  const state = useFieldState(name);
  const attributes = fieldAttributes(id, hint, error ?? state?.error, state?.autoFocus);
  return (
    <div className="field">
      <FieldLabel id={id} label={label} optional={false} />
      <Hint name={id} hint={hint} />
      <select className="input" id={id} name={name} defaultValue={defaultValue ?? state?.value} {...attributes}>
        {children}
      </select>
      <FieldError name={id} error={error ?? state?.error} />
      <ConflictChoice name={name} />
    </div>
  );
}

type CheckProps = {
  label: ReactNode;
  /** False for a box that must be ticked, as the server says and not the browser. */
  optional?: false;
} & InputHTMLAttributes<HTMLInputElement>;

/** A checkbox with its label beside it. One that must be ticked is `required`, or not `optional`, and shows its error. */
export function CheckField({ label, optional, ...input }: CheckProps) {
  const { name = '', id = name, required, value = 'on' } = input;
  const chosen = useIsChosen(input.name, String(value));
  const state = useFieldState(name);
  const conflict = useFieldConflict(name);
  const error = conflict || required || optional === false ? state?.error : undefined;
  const attributes = error ? { id, ...fieldAttributes(id, undefined, error, state?.autoFocus) } : {};
  const box = (
    <label className="check">
      <input type="checkbox" defaultChecked={chosen} {...attributes} {...input} />
      <span>{label}</span>
    </label>
  );
  if (!error) return box;
  return (
    <div className="field">
      {box}
      <FieldError name={id} error={error} />
      <ConflictChoice name={name} />
    </div>
  );
}

type ChoiceProps = {
  name: string;
  legend: ReactNode;
  options: readonly (readonly [value: string, label: ReactNode])[];
  /** Values that are shown and cannot be chosen. */
  closed?: readonly string[];
  id?: string;
  /** For a page that is opened to answer: the answer that is on has the focus. */
  focused?: boolean;
  required?: boolean;
};

/** A question with one answer of several: the legend asks it. */
export function ChoiceField({ name, legend, options, closed = [], id = name, focused = false, required }: ChoiceProps) {
  const state = useFieldState(name);
  const { autoFocus, ...attributes } = fieldAttributes(id, undefined, state?.error, state?.autoFocus);
  const isFocused = (value: string) => focused && state?.value === value;
  return (
    <fieldset className="field" id={id} {...attributes}>
      <legend>{legend}</legend>
      {options.map(([value, label], i) => (
        <Choice
          key={value}
          name={name}
          value={value}
          label={label}
          required={required}
          disabled={closed.includes(value)}
          autoFocus={(i === 0 && autoFocus) || isFocused(value) || undefined}
        />
      ))}
      <FieldError name={id} error={state?.error} />
      <ConflictChoice name={name} />
    </fieldset>
  );
}

type OneChoice = {
  name: string;
  value: string;
  label: ReactNode;
  required: boolean | undefined;
  disabled: boolean;
  autoFocus: boolean | undefined;
};

function Choice({ label, ...input }: OneChoice) {
  return (
    <label className="check">
      <input type="radio" defaultChecked={useIsChosen(input.name, input.value)} {...input} />
      <span>{label}</span>
    </label>
  );
}

function FieldLabel({ id, label, optional }: { id: string; label: string; optional: boolean }) {
  const t = useMessages();
  return <label htmlFor={id}>{optional ? `${label} (${t.optional})` : label}</label>;
}

function Hint({ name, hint }: { name: string; hint?: string | undefined }) {
  if (!hint) return null;
  return (
    <span className="hint" id={`${name}-hint`}>
      {hint}
    </span>
  );
}

export function FieldError({ name, error }: { name: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <span className="error" id={`${name}-error`}>
      {error}
    </span>
  );
}

/** The attributes that tie a field to its hint (`<id>-hint`) and its error (`<id>-error`). */
export function fieldAttributes(id: string, hint: string | undefined, error: string | undefined, autoFocus?: boolean) {
  return {
    'aria-invalid': error ? true : undefined,
    'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
    autoFocus,
  };
}
