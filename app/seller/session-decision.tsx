import type { SessionState } from '#app/domain/catalogue/offer-session.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** Whether a session takes place. Calling it off refunds everybody, so its button is folded. */
export function SessionDecision({ state }: { state: SessionState }) {
  const { editor } = useMessages().sessions;
  return (
    <PostForm intents={['confirm', 'call-off']} className="no-print grid gap-3">
      {state === 'open' && (
        <p>
          <button type="submit" className="button" name="intent" value="confirm">
            {editor.confirm}
          </button>{' '}
          <span className="small">{editor.confirmHint}</span>
        </p>
      )}
      <details>
        <summary>{editor.callOff}</summary>
        <p className="my-3">{editor.callOffHint}</p>
        <button type="submit" className="button quiet" name="intent" value="call-off">
          {editor.sure}
        </button>
      </details>
    </PostForm>
  );
}
