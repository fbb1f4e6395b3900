// The dates of an offer with seats, and the form that books some of them.
import type { ComponentProps } from 'react';
import type { ShownSession } from '#app/domain/basket/offer-sessions.server.ts';
import { formatDay } from '#app/i18n/format.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { CancellationLines } from './cancellation-lines.tsx';
import { ChoiceField, Field } from './field.tsx';
import { PostForm } from './post-form.tsx';

type Props = {
  sessions: readonly ShownSession[];
  cancellation: ComponentProps<typeof CancellationLines>['tiers'];
  sellerPlace: string;
  closed: boolean;
};

/** `sellerPlace`: where a session is that has no place of its own. */
export function SessionPanel({ sessions, cancellation, sellerPlace, closed }: Props) {
  const t = useMessages();
  const locale = useLocale();
  const open = closed ? [] : sessions.filter(({ free }) => free > 0);
  const shut = sessions.filter(({ free }) => free === 0);
  const describe = (session: ShownSession) =>
    t.sessions.line(formatTime(session.time, t, locale), session.place || sellerPlace, stateOf(session, t));
  return (
    <section className="grid gap-3" id="when" aria-labelledby="when-title">
      <ul className="small grid gap-1">
        <CancellationLines tiers={cancellation} />
      </ul>
      <h2 id="when-title" className="mt-3">
        {t.sessions.title}
      </h2>
      {sessions.length === 0 && <p>{t.sessions.none}</p>}
      {shut.length > 0 && (
        <ul className="day-hours">
          {shut.map((session) => (
            <li key={session.id} className="taken">
              {describe(session)}
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <PostForm intents={['book']} kept={{ units: '1' }} className="grid gap-3">
          <ChoiceField
            name="session"
            legend={t.sessions.choose}
            options={open.map((session) => [
              String(session.id),
              <>
                {describe(session)}
                {session.needs && (
                  <span className="small block font-normal">
                    {t.sessions.needs(session.needs.minimum, formatDay(session.needs.decideOn, locale))}
                  </span>
                )}
              </>,
            ])}
            required
          />
          <Field name="units" label={t.sessions.seats} type="number" min={1} max={999} required />
          <p className="small">{t.sessions.namesLater}</p>
          <button type="submit" className="button main" name="intent" value="book">
            {t.sessions.add}
          </button>
        </PostForm>
      )}
    </section>
  );
}

function stateOf({ isCalledOff, free, seats }: ShownSession, { sessions }: Messages): string {
  if (isCalledOff) return sessions.calledOff;
  return free === 0 ? sessions.full : sessions.free(free, seats);
}
