// State of a form after a refusal: each field with its error and its input; the first error has the focus.
export type FormRefusal = { errors: Record<string, string>; values: Record<string, string> };

/** Props of a field by name. `kept` holds the values from before any input. */
export function fieldProps(
  refused: FormRefusal | undefined,
  kept: Record<string, string | number | null | undefined>,
  sentences: Record<string, string>,
) {
  const errors = refused?.errors ?? {};
  const first = Object.keys(errors)[0];
  return (name: string) => ({
    name,
    error: errors[name] && (sentences[errors[name]] ?? errors[name]),
    defaultValue: refused ? (refused.values[name] ?? '') : String(kept[name] ?? ''),
    autoFocus: first === name,
  });
}
