import { formatDate, formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { HandOverView } from './hand-over-view.server.ts';

/** How a part changed hands: with the button that undoes it while there is time, then until its money is released. */
export function HandOverRecord({ handOver }: { handOver: HandOverView }) {
  const messages = useMessages().handOver;
  const locale = useLocale();
  const { undoUntil, missing, releasedOn, waitsUntil } = handOver;
  return (
    <section className="panel grid gap-3">
      <h2>{messages.undo.title}</h2>
      {handOver.acknowledgement && (
        <p>{handOver.acknowledgement === 'code' ? messages.by.code : messages.by.signature(handOver.signedBy)}</p>
      )}
      {handOver.strokes.length > 0 && <Signature strokes={handOver.strokes} name={handOver.signedBy} />}
      {missing.map(({ line, name, quantity }) => (
        <p key={line}>{messages.undo.missing(quantity, name)}</p>
      ))}
      {undoUntil && (
        <PostForm intents={['undo-hand-over']} className="grid gap-3">
          <p>{messages.undo.lead(formatDateTime(undoUntil, locale))}</p>
          <p>
            <button type="submit" className="button" name="intent" value="undo-hand-over">
              {messages.undo.now}
            </button>
          </p>
        </PostForm>
      )}
      {waitsUntil && <p>{messages.waits(formatDate(waitsUntil, locale))}</p>}
      {releasedOn && <p>{messages.released(formatDate(releasedOn, locale))}</p>}
    </section>
  );
}

function Signature({ strokes, name }: { strokes: string[]; name: string }) {
  const messages = useMessages().handOver;
  return (
    <svg className="signature" viewBox="0 0 300 120" role="img" aria-label={messages.signatureOf(name)}>
      {strokes.map((points) => (
        <polyline key={points} points={points} fill="none" stroke="currentColor" strokeWidth="2" />
      ))}
    </svg>
  );
}
