import { useMessages } from '#app/i18n/context.tsx';
import { AreaField } from './field.tsx';
import type { ItemSubjectView } from './item-types.ts';

type Refused = { choice: string; reason: string; error: string } | undefined;

/** The choices of one item, its reason, and the way to the next. The first choice has the focus: a queue is worked by keyboard. */
export function DecisionForm({ view, refused }: { view: ItemSubjectView; refused: Refused }) {
  const t = useMessages();
  const s = t.steward;
  const choices = choicesOf(view, t);
  const asked = view.evidence ? `accept:${view.evidence.askedLevel}` : '';
  const chosen = refused?.choice || (choices.some(([value]) => value === asked) ? asked : (choices[0]?.[0] ?? ''));
  return (
    <>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      {choices.length > 0 && (
        <fieldset>
          <legend className="font-semibold">{s.decision}</legend>
          {choices.map(([value, words]) => (
            <label key={value} className="check">
              <input
                type="radio"
                name="choice"
                value={value}
                defaultChecked={value === chosen}
                {...focused(value === chosen)}
              />
              {words}
            </label>
          ))}
        </fieldset>
      )}
      <AreaField
        name="reason"
        label={view.kind === 'report' ? s.answer : s.reason}
        hint={view.kind === 'evidence' ? s.reasonHint : undefined}
        maxLength={1000}
        defaultValue={refused?.reason ?? ''}
        {...focused(choices.length === 0)}
      />
      <button type="submit" className="button main" name="intent" value="decide">
        {s.decide}
      </button>
    </>
  );
}

/** Deciding is what the page was opened for. */
function focused(first: boolean) {
  return { autoFocus: first };
}

function choicesOf(view: ItemSubjectView, t: ReturnType<typeof useMessages>): [string, string][] {
  const s = t.steward;
  switch (view.kind) {
    case 'evidence':
      return [
        ...(['L1', 'L2', 'L3', 'L4'] as const).map((level): [string, string] => [
          `accept:${level}`,
          s.accept(t.levels[level]),
        ]),
        ...(view.own
          ? []
          : ([
              ['return', s.returnIt],
              ['refuse', s.refuse],
            ] as [string, string][])),
      ];
    case 'report':
      return [
        ['no', s.dismissed],
        ['yes', s.upheld],
      ];
    case 'offer':
      return [
        ['no', s.kept],
        ['yes', s.takenDown],
      ];
    case 'recheck':
      return [
        ['yes', s.stillTrue],
        ['no', s.notTrue],
      ];
    default:
      return [];
  }
}
