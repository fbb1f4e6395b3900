import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/context.tsx';
import type { ImportView } from './import-preview.tsx';

/** A bar that moves by itself, without scripts: the page asks again every two seconds. */
export function ImportProgress({ held }: { held: ImportView }) {
  const i = useMessages().importDesk;
  const writing = held.state === 'writing';
  const words = writing ? i.progress.writing(held.rowsWritten) : i.progress.reading(held.rowsRead);
  return (
    <section className="panel grid gap-3" aria-live="polite">
      <meta httpEquiv="refresh" content="2" />
      <label className="font-semibold" htmlFor="progress">
        {words}
      </label>
      {writing ? (
        <progress id="progress" className="progress" max={held.rowsRead} value={held.rowsWritten} />
      ) : (
        <progress id="progress" className="progress" />
      )}
      <p className="small">{i.leave}</p>
      <Form method="post">
        <button type="submit" className="button quiet" name="intent" value="cancel">
          {i.cancel}
        </button>
      </Form>
    </section>
  );
}
