import { useLoaderData } from '@remix-run/react';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { healthParts } from '#app/health/health-parts.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { HealthTable, type PartRow } from '#app/steward/health-table.tsx';
import { describePart } from '#app/steward/health-words.ts';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/health', async (ctx) => {
  const { health, isDemonstration } = ctx.services;
  const { state, parts } = await health.read();
  const restoredAt = lastBackups(ctx.db).restore?.doneAt ?? null;
  const beside = { isDemonstration, restoredAt, alarm: readWitnessAlarm(ctx) };
  const rows: PartRow[] = healthParts.map((part) => ({
    part,
    level: parts[part].state,
    seen: describePart(part, parts[part], beside, ctx),
    // The machine's own word for a fault: an address, a code of a bucket, the name of a setting.
    word: parts[part].state === 'ok' ? null : parts[part].reason,
  }));
  return {
    title: ctx.t.health.title,
    state,
    rows: [...rows.filter(({ level }) => level !== 'ok'), ...rows.filter(({ level }) => level === 'ok')],
  };
});

export default function HealthPage() {
  const { title, state, rows } = useLoaderData<typeof loader>();
  const t = useMessages().health;
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.lead}</p>
      <p className={state === 'green' ? 'notice' : 'notice care'} role={state === 'red' ? 'alert' : undefined}>
        <b>{t.overall[state]}</b>
      </p>
      <HealthTable title={title} rows={rows} />
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <a href="/steward/jobs">{t.jobsLink}</a>
        <a href="/steward/letters">{t.lettersLink}</a>
        <a href="/steward/witnesses">{t.witnessesLink}</a>
        <a href="/steward/books">{t.booksLink}</a>
      </p>
    </StewardLayout>
  );
}
