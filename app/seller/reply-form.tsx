import type { ClaimComment } from '#app/domain/evidence/claim-reports.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ClaimComments } from '#app/ui/claim-comments.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** Public comments under a criterion, and the supplier's reply. */
export function ReplyForm({ comments }: { comments: ClaimComment[] }) {
  const messages = useMessages().evidence;
  return (
    <section className="panel grid gap-3" id="words">
      <h2>{messages.reply}</h2>
      <ClaimComments comments={comments} />
      <PostForm intents={['reply']} className="grid gap-3">
        <AreaField name="text" label={messages.reply} hint={messages.replyHint} maxLength={1000} required />
        <button type="submit" className="button" name="intent" value="reply">
          {messages.replySend}
        </button>
      </PostForm>
    </section>
  );
}
