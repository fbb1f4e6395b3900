import type { OwnSession } from '#app/domain/accounts/sessions.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** The browsers in which a person is signed in; each can be signed out from here, but this one. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  const { sessions: messages } = useMessages().security;
  return (
    <section className="panel" aria-labelledby="sessions">
      <h2 id="sessions">{messages.title}</h2>
      <p className="mt-2">{messages.lead}</p>
      <ul className="mt-4 grid gap-4">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <PostForm intents={['end-others']} className="mt-5">
          <button type="submit" className="button" name="intent" value="end-others">
            {messages.endOthers}
          </button>
        </PostForm>
      )}
    </section>
  );
}

function SessionItem({ session }: { session: OwnSession }) {
  const { sessions: messages } = useMessages().security;
  const locale = useLocale();
  const device = messages.device(messages.browsers[session.browser], messages.systems[session.system]);
  const seen = formatDateTime(session.seenAt, locale);
  return (
    <li className="grid gap-1 border-t border-line pt-4">
      <p>
        <b>{device}</b> {session.isThis && <span className="small">({messages.isThis})</span>}
      </p>
      <p className="small">
        {messages.times(formatDateTime(session.createdAt, locale), messages.methods[session.method], seen)}{' '}
        {messages.until(formatDateTime(new Date(session.expiresAt * 1000).toISOString(), locale))}
      </p>
      {!session.isThis && (
        <PostForm intents={['end']} hiddenFields={{ session: session.id }}>
          <button
            type="submit"
            className="button quiet"
            name="intent"
            value="end"
            aria-label={messages.endDescribed(device, seen)}
          >
            {messages.end}
          </button>
        </PostForm>
      )}
    </li>
  );
}
