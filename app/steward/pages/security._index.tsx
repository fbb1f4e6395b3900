import { useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { findSecurityEventKind, securityEventKinds } from '#app/domain/security/security-event.ts';
import {
  eventsPerPage,
  listPassedThresholds,
  listSecurityEvents,
} from '#app/domain/security/security-reading.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { SecurityEventTable } from '#app/steward/security-event-table.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/security._index', (ctx) => {
  const { searchParams } = ctx.url;
  const kind = findSecurityEventKind(searchParams.get('kind') ?? '') ?? null;
  const events = listSecurityEvents(
    ctx,
    kind,
    integerParam(searchParams.get('before'), 1, Number.MAX_SAFE_INTEGER) ?? undefined,
  );
  const people = events.flatMap(({ userId, actor }) => (userId ? [userId, actor] : [actor]));
  return {
    title: ctx.t.securityEvents.title,
    kind,
    events,
    names: Object.fromEntries(personNames(ctx, people)),
    passed: listPassedThresholds(ctx),
    next: events.length === eventsPerPage ? events.at(-1)!.id : null,
  };
});

export default function SecurityEventsPage() {
  const { title, kind, events, names, passed, next } = useLoaderData<typeof loader>();
  const { securityEvents: t } = useMessages();
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.lead}</p>
      {passed.map((threshold) => (
        <p key={threshold.kind} className="notice care">
          {t.passed(t.kinds[threshold.kind], threshold.count, threshold.hours)}
        </p>
      ))}
      <form className="flex flex-wrap items-end gap-3">
        <label className="field">
          <span className="font-semibold">{t.kind}</span>
          <select className="input" name="kind" defaultValue={kind ?? ''}>
            <option value="">{t.all}</option>
            {securityEventKinds.map((name) => (
              <option key={name} value={name}>
                {t.kinds[name]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button">
          {t.filter}
        </button>
        <a className="button quiet" href="/steward/security.csv">
          {t.file}
        </a>
      </form>
      {events.length === 0 ? <p>{t.none}</p> : <SecurityEventTable title={title} events={events} names={names} />}
      {next !== null && (
        <p>
          <a href={`/steward/security?kind=${kind ?? ''}&before=${next}`}>{t.older}</a>
        </p>
      )}
    </StewardLayout>
  );
}
