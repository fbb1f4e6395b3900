import { useMessages } from '#app/i18n/language.tsx';
import { AreaField, ChoiceField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';
import { decisionChoices } from './decision-choices.ts';
import type { ItemView } from './item-view.server.ts';

/**
 * The decisions on one item, with its reason and a link to the next. The first choice has the focus, because stewards
 * work the queue by keyboard.
 */
export function DecisionForm({ view, search }: { view: ItemView; search: string }) {
  const t = useMessages();
  const messages = t.steward;
  const refused = useRefused(['decide']);
  const choices = decisionChoices({ ...view, levels: view.criterion?.levels ?? [] }, t);
  const asked = view.evidence ? `accept:${view.evidence.askedLevel}` : '';
  const choice = choices.some(([value]) => value === asked) ? asked : (choices[0]?.[0] ?? '');
  return (
    <PostForm intents={['decide']} kept={{ choice }} action={search} className="panel grid gap-4">
      {choices.length > 0 && (
        <ChoiceField name="choice" legend={messages.decision} options={choices} focused={!refused} />
      )}
      <AreaField
        name="reason"
        label={view.kind === 'report' ? messages.answer : messages.reason}
        hint={view.kind === 'evidence' ? messages.reasonHint : undefined}
        maxLength={1000}
        optional={false}
        {...focused(choices.length === 0 && !refused)}
      />
      <button type="submit" className="button main" name="intent" value="decide">
        {messages.decide}
      </button>
    </PostForm>
  );
}

/** The page was opened to decide, so its only field may take the focus. */
function focused(only: boolean) {
  return only ? { autoFocus: true } : {};
}
