import { useMessages } from '#app/i18n/language.tsx';
import { AreaField, Field } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

/** A whole list at once: pasted, typed, or sent as a file. */
export function PasteLines({ isOpen }: { isOpen: boolean }) {
  const { paste: t } = useMessages().listPlan;
  const refused = useRefused(['paste']);
  return (
    <details className="panel no-print" open={isOpen || refused !== null}>
      <summary>{t.title}</summary>
      <PostForm intents={['paste']} encType="multipart/form-data" className="mt-3 grid gap-3">
        <AreaField name="text" id="paste-text" label={t.text} hint={t.hint} rows={8} maxLength={40_000} />
        <Field name="file" id="paste-file" label={t.file} type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" />
        <p>
          <button type="submit" className="button main" name="intent" value="paste">
            {t.send}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
