import { useMessages } from '#app/i18n/language.tsx';
import { AreaField } from '#app/ui/field.tsx';
import type { ItemView } from './item-view.server.ts';

type Refused = { choice: string; reason: string; error: string } | undefined;

/**
 * The decisions on one item, with its reason and a link to the next. The first choice has the focus, because stewards
 * work the queue by keyboard.
 */
export function DecisionForm({ view, refused }: { view: ItemView; refused: Refused }) {
  const t = useMessages();
  const messages = t.steward;
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
          <legend className="font-semibold">{messages.decision}</legend>
          {choices.map(([value, label]) => (
            <label key={value} className="check">
              <input
                type="radio"
                name="choice"
                value={value}
                defaultChecked={value === chosen}
                {...focused(value === chosen)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
      <AreaField
        name="reason"
        label={view.kind === 'report' ? messages.answer : messages.reason}
        hint={view.kind === 'evidence' ? messages.reasonHint : undefined}
        maxLength={1000}
        defaultValue={refused?.reason ?? ''}
        {...focused(choices.length === 0)}
      />
      <button type="submit" className="button main" name="intent" value="decide">
        {messages.decide}
      </button>
    </>
  );
}

/** The page was opened to decide, so the first choice may take the focus. */
function focused(first: boolean) {
  return { autoFocus: first };
}

function choicesOf(view: ItemView, t: ReturnType<typeof useMessages>): [string, string][] {
  const messages = t.steward;
  switch (view.kind) {
    case 'evidence':
      return [
        ...(['L1', 'L2', 'L3', 'L4'] as const).map((level): [string, string] => [
          `accept:${level}`,
          messages.accept(t.levels[level]),
        ]),
        ...(view.own
          ? []
          : ([
              ['return', messages.returnIt],
              ['refuse', messages.refuse],
            ] as [string, string][])),
      ];
    case 'report':
      return [
        ['no', messages.dismissed],
        ['yes', messages.upheld],
      ];
    case 'offer':
      return [
        ['no', messages.kept],
        ['yes', messages.takenDown],
      ];
    case 'recheck':
      return [
        ['yes', messages.stillTrue],
        ['no', messages.notTrue],
      ];
    default:
      return [];
  }
}
