import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { ImportView } from './import-preview.tsx';

/** A progress bar without scripts: the page reloads every two seconds. */
export function ImportProgress({ offerImport }: { offerImport: ImportView }) {
  const messages = useMessages().imports;
  const writing = offerImport.state === 'writing';
  const label = writing
    ? messages.progress.writing(offerImport.rowsWritten)
    : messages.progress.reading(offerImport.rowsRead);
  return (
    <section className="panel grid gap-3" aria-live="polite">
      <meta httpEquiv="refresh" content="2" />
      <label className="font-semibold" htmlFor="progress">
        {label}
      </label>
      {writing ? (
        <progress id="progress" className="progress" max={offerImport.rowsRead} value={offerImport.rowsWritten} />
      ) : (
        <progress id="progress" className="progress" />
      )}
      <p className="small">{messages.leave}</p>
      <PostForm intents={['cancel']}>
        <button type="submit" className="button quiet" name="intent" value="cancel">
          {messages.cancel}
        </button>
      </PostForm>
    </section>
  );
}
