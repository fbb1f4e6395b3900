import type { ProvenLevel } from '#app/domain/shared/evidence-level.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

const formId = 'marked';

/** The box of a row: its form stands below the table, whose rows have forms of their own. */
export function MarkField({
  item: { id, criterion, supplierName },
  level,
}: {
  item: { id: string; criterion: string | null; supplierName: string };
  level: ProvenLevel;
}) {
  const t = useMessages();
  return (
    <label className="check small">
      <input type="checkbox" form={formId} name="evidence" value={`${id}:${level}`} />
      <span>
        {t.steward.accept(t.levels[level])}
        <span className="sr-only">
          {' '}
          {criterion}, {supplierName}
        </span>
      </span>
    </label>
  );
}

/** Accepts the marked submissions with one signature. */
export function MarkedForm({ action }: { action: string }) {
  const { marking } = useMessages().steward;
  return (
    <PostForm id={formId} intents={['accept']} action={action} className="panel grid gap-3">
      <h2>{marking.title}</h2>
      <p>{marking.lead}</p>
      <p>
        <button type="submit" className="button" name="intent" value="accept">
          {marking.accept}
        </button>
      </p>
    </PostForm>
  );
}
