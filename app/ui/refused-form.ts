// A form after a refusal, for the fields inside it: what was typed and the errors, by name.

import { createContext, useContext } from 'react';
import { findOwnValue } from '#app/domain/shared/own-value.ts';

/** The answer of an action that refuses a form; the twin of the type in app/http/form-answer.ts. */
export type RefusedForm = {
  intent: string | null;
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  message: string | null;
  details?: string[];
  conflicts?: Record<string, FieldConflict>;
  /** Not refused: typed before its session ended, and shown again after signing in. */
  isRestored?: boolean;
  /** Not refused: `message` is what the form computed from the typed values. */
  isTried?: boolean;
};

/** A field that another person changed since the page was shown; the twin of `FieldConflicts`. */
export type FieldConflict = { mine: string; theirs: string; seen: string };

/** Values before anything is typed. */
export type KeptValues = Record<string, string | number | null | undefined>;

export const FormContext = createContext<{ refused: RefusedForm | null; kept: KeptValues } | null>(null);

export type FieldState = {
  error: string | undefined;
  value: string;
  /** True in the first field with an error: it takes the focus without scripts. */
  autoFocus: boolean | undefined;
};

/** The state of a field inside a `PostForm`; null outside of one. */
export function useFieldState(name: string): FieldState | null {
  const form = useContext(FormContext);
  if (!form) return null;
  const { refused, kept } = form;
  const typed = refused ? [findOwnValue(refused.values, name) ?? ''].flat()[0] : findOwnValue(kept, name);
  return {
    error: findOwnValue(refused?.errors, name),
    value: String(typed ?? ''),
    autoFocus: refused !== null && Object.keys(refused.errors)[0] === name ? true : undefined,
  };
}

/** Whether a box or a choice of a group is on; undefined outside of a `PostForm`. */
export function useIsChosen(name: string | undefined, value: string): boolean | undefined {
  const form = useContext(FormContext);
  if (!form || name === undefined) return undefined;
  const { refused, kept } = form;
  if (refused) return [findOwnValue(refused.values, name) ?? []].flat().includes(value);
  return String(findOwnValue(kept, name) ?? '') === value;
}

/** The two texts of a field that two people changed; undefined if it is in no conflict. */
export function useFieldConflict(name: string): FieldConflict | undefined {
  const conflicts = useContext(FormContext)?.refused?.conflicts;
  return findOwnValue(conflicts, name);
}
