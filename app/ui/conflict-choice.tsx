// A field that another person changed while this one typed: both texts, and which of them is to stay.
import { useMessages } from '#app/i18n/language.tsx';
import { useFieldConflict, useIsChosen } from './refused-form.ts';

/** Under a field, after its error, which says who changed it and when. Nothing for a field without a conflict. */
export function ConflictChoice({ name }: { name: string }) {
  const { forms } = useMessages();
  const conflict = useFieldConflict(name);
  if (!conflict) return null;
  return (
    <fieldset className="notice care mt-1">
      <legend>{forms.whichStays}</legend>
      <Side name={name} side="mine" label={forms.mine} text={conflict.mine} />
      <Side name={name} side="theirs" label={forms.theirs} text={conflict.theirs} />
      <input type="hidden" name={`theirs.${name}`} value={conflict.seen} />
    </fieldset>
  );
}

function Side({ name, side, label, text }: { name: string; side: 'mine' | 'theirs'; label: string; text: string }) {
  const { forms, colon } = useMessages();
  return (
    <label className="check">
      <input
        type="radio"
        name={`keep.${name}`}
        value={side}
        defaultChecked={useIsChosen(`keep.${name}`, side)}
        required
      />
      <span>
        {label}
        {colon}
        <b className="whitespace-pre-line">{text || forms.nothing}</b>
      </span>
    </label>
  );
}
