import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { HandOverPageData } from './hand-over-effects.tsx';

/** The buyer's code, or a name and a signature that can be drawn where scripts run (public/signature.js). */
export function HandOverAcknowledgement({ page }: { page: HandOverPageData }) {
  const messages = useMessages().handOver;
  const { mode, trip, there, why, shown, code, isLocked, triesLeft } = page;
  if (isLocked) return <p className="notice care">{messages.errors.locked}</p>;
  return (
    <PostForm kept={{ code }} className="panel grid gap-4">
      <input type="hidden" name="mode" value={mode} />
      <input type="hidden" name="trip" value={trip} />
      <input type="hidden" name="why" value={why} />
      <input type="hidden" name="shown" value={shown ?? ''} />
      {there.map(({ line, quantity }) => (
        <input key={line} type="hidden" name={`there-${line}`} value={quantity} />
      ))}
      <h2>{messages.shows}</h2>
      <p className="small">{messages.showsLead}</p>
      <Field
        name="code"
        label={messages.code}
        hint={messages.codeHint(triesLeft)}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={8}
        optional={false}
      />
      <Field name="name" label={messages.name} autoComplete="off" maxLength={120} optional={false} />
      <div className="signature-field" data-signature hidden>
        <p className="label" id="signature-label">
          {messages.draw}
        </p>
        <canvas className="signature" width={300} height={120} aria-labelledby="signature-label" />
        <input type="hidden" name="drawing" />
        <button type="button" className="button">
          {messages.erase}
        </button>
      </div>
      <button type="submit" className="button main">
        {messages.confirm}
      </button>
      <script type="module" src="/signature.js" />
    </PostForm>
  );
}
