import { Form } from '@remix-run/react';
import type { Word } from '#app/domain/proving/reports.server.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { AreaField } from './field.tsx';
import { Words } from './words.tsx';

/** What was said under a criterion, and the supplier's turn. */
export function ReplyForm({ words, error }: { words: Word[]; error: string | undefined }) {
  const p = useMessages().proofDesk;
  return (
    <section className="panel grid gap-3" id="words">
      <h2>{p.reply}</h2>
      <Words words={words} />
      <Form method="post" className="grid gap-3">
        <AreaField name="text" label={p.reply} hint={p.replyHint} maxLength={1000} required error={error} />
        <button type="submit" className="button" name="intent" value="reply">
          {p.replySend}
        </button>
      </Form>
    </section>
  );
}
