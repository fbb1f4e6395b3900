// The form of every page that writes: after a refusal it shows what was typed, says in how many fields the errors are,
// and gives the first of them the focus (`autofocus`).
import { useActionData, useFormAction } from '@remix-run/react';
import { type ComponentProps, type ReactNode, useMemo } from 'react';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { FormContext, type KeptValues, type RefusedForm } from './refused-form.ts';
import { useRootData } from './root-data.ts';

type Props = Omit<ComponentProps<'form'>, 'method' | 'ref'> & {
  /** The intents of its buttons; none on a page with one form. */
  intents?: readonly string[];
  /** Hidden fields. If every row has the same form, they tell which row was refused. */
  hiddenFields?: Record<string, string | number>;
  /** Values of its fields before anything is typed. */
  kept?: KeptValues;
  /** Of a form that edits: `openEdit` of its `kept` values. After a refusal the first one stays, as what was typed does. */
  shown?: string;
  children: ReactNode;
};

/** Remix's own form would resolve its address against every route above it, and no page runs its handlers. */
export function PostForm(form: Props) {
  return form.action?.startsWith('/') ? <AddressedForm {...form} /> : <OwnPageForm {...form} />;
}

/** A form to the page that shows it, perhaps with another query. */
function OwnPageForm({ action, ...form }: Props) {
  return <AddressedForm action={useFormAction(action)} {...form} />;
}

function AddressedForm({ intents, hiddenFields = {}, kept = {}, shown, children, ...form }: Props) {
  const refused = useRefused(intents, hiddenFields);
  return (
    <form method="post" {...form}>
      {Object.entries(hiddenFields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {shown !== undefined && <input type="hidden" name="shown" value={[refused?.values.shown ?? shown].flat()[0]} />}
      {refused && <FormErrors refused={refused} />}
      <FormContext.Provider value={{ refused, kept }}>{children}</FormContext.Provider>
    </form>
  );
}

/** The refusal of this form; null if none was refused, or another one of the page. */
export function useRefused(
  intents: readonly string[] | undefined,
  hidden: Record<string, string | number> = {},
): RefusedForm | null {
  const action = useActionData<RefusedForm>();
  const restored = useRestored();
  const refused = action ?? restored;
  if (!refused) return null;
  const own = intents ? refused.intent !== null && intents.includes(refused.intent) : refused.intent === null;
  return own && Object.entries(hidden).every(([name, value]) => findOwnValue(refused.values, name) === String(value))
    ? refused
    : null;
}

/** A form whose session had ended, as if it had been refused without an error. */
function useRestored(): RefusedForm | null {
  const { forms } = useMessages();
  const restored = useRootData()?.restored;
  return useMemo(
    () => (restored ? { ...restored, errors: {}, message: forms.restored, isRestored: true } : null),
    [restored, forms],
  );
}

function FormErrors({ refused: { errors, message, details = [], isRestored, isTried } }: { refused: RefusedForm }) {
  const { forms } = useMessages();
  const { path = '' } = useRootData() ?? {};
  const fields = Object.keys(errors).length;
  return (
    <div className={`notice mb-3 ${isTried ? '' : 'care'}`} role="alert" tabIndex={-1} {...focused(fields === 0)}>
      {message && <p>{message}</p>}
      {details.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {fields > 0 && <p>{forms.toReview(fields)}</p>}
      {isRestored && (
        <p>
          <a href={`${path}${path.includes('?') ? '&' : '?'}empty`}>{forms.restoredNot}</a>
        </p>
      )}
    </div>
  );
}

/** Without a field to go to, the sentence takes the focus. */
function focused(first: boolean) {
  return { autoFocus: first ? true : undefined };
}
