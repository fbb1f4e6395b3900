import { useLoaderData } from '@remix-run/react';
import { activePolicy } from '#app/domain/ledger/policy.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { listRefusedCheckpoints, listWitnesses } from '#app/domain/ledger/witness-rows.server.ts';
import { isWell } from '#app/domain/ledger/witness-state.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { WitnessPanel } from '#app/steward/witness-panel.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/witnesses', (ctx) => ({
  title: ctx.t.witnesses.title,
  alarm: readWitnessAlarm(ctx),
  faults: activePolicy(ctx).faults,
  refused: listRefusedCheckpoints(ctx),
  witnesses: listWitnesses(ctx).map(({ name, url, algorithm, keyId, state, row }) => ({
    name,
    url,
    key: algorithm && keyId ? ctx.t.witnesses.key(algorithm, keyId) : null,
    state,
    since: row?.since ?? null,
    nextAt: row && !isWell(state) ? row.nextAt : null,
    answer: row?.answer ?? '',
  })),
}));

export default function WitnessesPage() {
  const { title, alarm, faults, refused, witnesses } = useLoaderData<typeof loader>();
  const t = useMessages().witnesses;
  const locale = useLocale();
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.lead}</p>
      {alarm.reason && (
        <div className="notice care" role={alarm.state === 'red' ? 'alert' : undefined}>
          <p>{t.alarm.reasons[alarm.reason](alarm.witness ?? '')}</p>
          {alarm.state === 'red' && <p>{t.alarm.meaning}</p>}
        </div>
      )}
      {witnesses.length === 0 && <p>{t.none}</p>}
      {witnesses.map((witness) => (
        <WitnessPanel key={witness.key ?? witness.name} witness={witness} />
      ))}
      {faults.length > 0 && (
        <section className="panel">
          <h2>{t.faults}</h2>
          <ul>
            {faults.map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>{t.fault(line, t.faultReasons[reason])}</li>
            ))}
          </ul>
        </section>
      )}
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <a href="/ledger/policy">{t.policyLink}</a>
        <a href="/ledger/checkpoint/pending">{t.pendingLink}</a>
      </p>
      {refused.length > 0 && (
        <section className="grid gap-4">
          <h2>{t.evidence}</h2>
          <p>{t.evidenceLead}</p>
          {refused.map(({ name, keyId, size, note, seenNote }) => (
            <article key={`${name} ${keyId} ${size}`} className="panel grid gap-3">
              <h3>{t.refusedBy(formatNumber(size, locale), name)}</h3>
              <p>{t.ours}</p>
              <pre className="font-mono text-small whitespace-pre-wrap break-all">{note}</pre>
              <p>{t.theirs}</p>
              {seenNote ? (
                <pre className="font-mono text-small whitespace-pre-wrap break-all">{seenNote}</pre>
              ) : (
                <p>{t.notSaid}</p>
              )}
            </article>
          ))}
        </section>
      )}
    </StewardLayout>
  );
}
