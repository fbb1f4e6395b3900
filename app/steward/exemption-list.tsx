import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { ButtonForm } from './button-form.tsx';

type Exemption = { criterionId: string; label: string; reason: string };
type GrantedExemption = Exemption & { until: string };

/** Exemptions that the method allows, per criterion, with the method's own reasons. */
export function Exemptions({ granted, possible }: { granted: GrantedExemption[]; possible: Exemption[] }) {
  const t = useMessages();
  const messages = t.steward.exemptions;
  const locale = useLocale();
  const reasonText = (reason: string) => findOwnValue(t.score.reasons, reason) ?? reason;
  return (
    <section className="panel grid gap-3">
      <h2>{messages.title}</h2>
      <p className="small">{messages.lead}</p>
      <ul className="rows">
        {granted.map((row) => (
          <li key={row.criterionId} className="row-act">
            <span>
              <b>{row.label}</b> : {reasonText(row.reason)}, {messages.until(formatDate(row.until, locale))}
            </span>
            <ButtonForm
              intent="unexempt"
              fields={{ criterion: row.criterionId }}
              label={messages.end}
              describes={`${messages.end}${t.colon}${row.label}`}
            />
          </li>
        ))}
      </ul>
      {possible.length > 0 && (
        <PostForm intents={['exempt']} className="grid gap-3">
          <SelectField name="exemption" label={messages.which}>
            {possible.map((row) => (
              <option key={`${row.criterionId}|${row.reason}`} value={`${row.criterionId}|${row.reason}`}>
                {row.label} : {reasonText(row.reason)}
              </option>
            ))}
          </SelectField>
          <button type="submit" className="button" name="intent" value="exempt">
            {messages.add}
          </button>
        </PostForm>
      )}
    </section>
  );
}
