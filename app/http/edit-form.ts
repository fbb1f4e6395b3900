// Forms that edit what is there already: what was shown, what was typed and what is there now, merged field by field.
//
// | the person           | the field now         | what is written         |
// |----------------------|-----------------------|-------------------------|
// | left it as shown     | anything              | nothing: it stays       |
// | changed it           | as it was shown       | what was typed          |
// | changed it           | what was typed        | nothing: it is so       |
// | changed it           | changed by another    | what the person chooses |

import { z } from 'zod';
import { findOwnValue } from '#app/domain/shared/own-value.ts';

/** The texts of a form's fields by name, as its `kept` values; null and undefined are the empty text. */
export type FieldTexts = Readonly<Record<string, string | number | null | undefined>>;

type Posted = Readonly<Record<string, FormDataEntryValue | FormDataEntryValue[]>>;

/** Both texts of a field that two people changed, as the form writes them. */
export type Conflict = { mine: string; theirs: string };

export type MergedEdit = {
  /** All posted fields: what was typed where the person changed it, else what is there now. */
  values: Record<string, FormDataEntryValue | FormDataEntryValue[]>;
  /** The fields to write. */
  changed: string[];
  /** The fields that await the person's choice; nothing may be written while there is one. */
  conflicts: Map<string, Conflict>;
  /** The texts that the page showed; empty if the form did not say. */
  shown: ReadonlyMap<string, string>;
  /** One page shown is one edit: sent twice, it has the same id. Null if the form did not say. */
  editId: string | null;
};

const shownEdit = z.object({ id: z.string().min(1).max(60), values: z.record(z.string(), z.string()) });

/** The originals of the fields that a page shows, for the hidden field `shown` of its form (`<PostForm shown={…}>`). */
export function openEdit(values: FieldTexts): string {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]));
  return JSON.stringify({ id: crypto.randomUUID(), values: texts });
}

/**
 * Merges a posted form with the fields as they are now; to be called in the transaction that writes. `boxes` names the
 * checkboxes, because a browser does not post an empty one: one that the page showed and did not post was emptied. A field without its original is
 * compared with what is there now. A conflict that the person has decided (`keep.<field>`) is none, unless the field
 * was changed once more (`theirs.<field>` is what they saw). Names that come twice are lists, and are not merged.
 * `linked` names fields that are one thing, as the two of a point: who changed one of them changed them all. Fields whose
 * names begin as one of `grows` are rows: one that another person has added since the page was shown stays as it is.
 */
export function mergeEdit(
  posted: Posted,
  now: FieldTexts,
  boxes: readonly string[] = [],
  linked: readonly string[] = [],
  grows: readonly string[] = [],
): MergedEdit {
  const { editId, shown } = readShown(posted.shown);
  const typed = new Map(Object.entries({ ...Object.fromEntries(boxes.map((name) => [name, ''])), ...posted }));
  const values = new Map(Object.entries(posted).filter(([name]) => !isOfTheEdit(name)));
  const changed: string[] = [];
  const conflicts = new Map<string, Conflict>();
  const isLinkChanged = linked.some((name) => {
    const [mine, original] = [typed.get(name), shown.get(name)];
    return typeof mine === 'string' && original !== undefined && !sameText(mine, original);
  });
  for (const [name, value] of Object.entries(now)) {
    const mine = typed.get(name);
    const isHiddenBox = findOwnValue(posted, name) === undefined && editId !== null && !shown.has(name);
    const theirs = String(value ?? '');
    if (mine === undefined && grows.some((prefix) => name.startsWith(prefix)) && !shown.has(name))
      setText(values, name, theirs, boxes);
    if (typeof mine !== 'string' || isHiddenBox) continue;
    const original = shown.get(name) ?? theirs;
    const isLeft = sameText(mine, original) && !(isLinkChanged && linked.includes(name));
    if (isLeft || sameText(mine, theirs)) setText(values, name, theirs, boxes);
    else if (sameText(original, theirs)) changed.push(name);
    else {
      const read = typed.get(`theirs.${name}`);
      const choice = sameText(typeof read === 'string' ? read : '', theirs) ? typed.get(`keep.${name}`) : null;
      if (choice === 'theirs') setText(values, name, theirs, boxes);
      else if (choice === 'mine') changed.push(name);
      else conflicts.set(name, { mine, theirs });
    }
  }
  return { values: Object.fromEntries(values), changed, conflicts, shown, editId };
}

function readShown(field: Posted[string] | undefined): { editId: string | null; shown: Map<string, string> } {
  const nothing = { editId: null, shown: new Map<string, string>() };
  if (typeof field !== 'string') return nothing;
  try {
    const { id, values } = shownEdit.parse(JSON.parse(field));
    return { editId: id, shown: new Map(Object.entries(values)) };
  } catch {
    return nothing; // not from our page
  }
}

/** Fields of the edit itself, which no schema of a form reads. */
function isOfTheEdit(name: string): boolean {
  return name === 'shown' || name.startsWith('keep.') || name.startsWith('theirs.');
}

/** An empty box is not posted. */
function setText(values: Map<string, Posted[string]>, name: string, text: string, boxes: readonly string[]): void {
  if (text === '' && boxes.includes(name)) values.delete(name);
  else values.set(name, text);
}

/** Browsers post lines with two characters, and forget a first empty line. */
function sameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n').trim() === b.replaceAll('\r\n', '\n').trim();
}
