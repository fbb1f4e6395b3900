import type { Company } from '#app/domain/suppliers/company-registry.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from './post-form.tsx';

export type RegistryView = {
  outcome: 'found' | 'closed' | 'unknown' | 'not-checked';
  checkedAt: string;
  company: Company | null;
} | null;

/** The answer of the public company directory; an unknown answer reads "not checked", never "failed". */
export function RegistryPanel({ answer, mayAsk }: { answer: RegistryView; mayAsk: boolean }) {
  const t = useMessages().seller.registry;
  const locale = useLocale();
  const company = answer?.company;
  return (
    <section className="panel row-act" id="registry">
      <div>
        <h2>{t.title}</h2>
        <p>
          {t.outcomes[answer?.outcome ?? 'not-checked']}
          {answer && `, ${t.checkedOn(formatDate(answer.checkedAt, locale))}`}
        </p>
        {company && (
          <p className="small">
            {[company.name, company.naf && t.naf(company.naf), ...company.flags.map((flag) => t.flags[flag])]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </div>
      {mayAsk && (
        <PostForm intents={['registry']}>
          <button type="submit" className="button" name="intent" value="registry">
            {t.check}
          </button>
        </PostForm>
      )}
    </section>
  );
}
