// The witnesses on the page of the ledger: the alarm, and what each of them has seen.
import type { WitnessAlarm } from '#app/domain/ledger/witness-state.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import type { WitnessView } from './witness-view.server.ts';

/** Read out at once while the alarm is red; shown when there is something to watch; else nothing. */
export function WitnessAlarmBanner({ alarm: { state, reason, witness } }: { alarm: WitnessAlarm }) {
  const { alarm: t } = useMessages().witnesses;
  if (state === 'ok' || reason === null || reason === 'none') return null;
  const sentence = t.reasons[reason](witness ?? '');
  return (
    <div className="notice care mt-4" role={state === 'red' ? 'alert' : undefined}>
      <p>
        <b>{t[state]}</b>
      </p>
      <p>{sentence}</p>
      {state === 'red' && <p>{t.meaning}</p>}
    </div>
  );
}

export type WitnessPage = {
  isServed: boolean;
  size: number;
  pending: number;
  witnesses: WitnessView[];
  hasOwnWitness: boolean;
};

export function WitnessSection({ page }: { page: WitnessPage }) {
  const { ledger, witnesses: t } = useMessages();
  const locale = useLocale();
  const { isServed, size, pending, witnesses, hasOwnWitness } = page;
  return (
    <section className="section">
      <h2>{ledger.witnesses}</h2>
      <p className="mt-2">{ledger.witnessesLead}</p>
      {witnesses.length === 0 ? (
        <p className="panel mt-4">{ledger.noWitness}</p>
      ) : (
        <>
          <p className="mt-2">{isServed ? t.served(formatNumber(size, locale)) : t.unserved}</p>
          {(!isServed || pending > size) && <p>{t.pending(formatNumber(pending, locale))}</p>}
          {hasOwnWitness && <p className="notice mt-4">{t.ownWitness}</p>}
          <WitnessTable witnesses={witnesses} />
        </>
      )}
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        <a href="/ledger/policy">{t.policyLink}</a>
        <a href="/ledger/checkpoint/pending">{t.pendingLink}</a>
      </p>
    </section>
  );
}

function WitnessTable({ witnesses }: { witnesses: WitnessView[] }) {
  const { ledger, witnesses: t } = useMessages();
  const locale = useLocale();
  const { name, state, size, at } = t.columns;
  return (
    <div className="panel mt-4">
      <DataTable
        label={ledger.witnesses}
        columns={[{ name }, { name: state }, { name: size, numeric: true }, { name: at }]}
      >
        {witnesses.map((one) => (
          <tr key={one.key}>
            <td>{one.name}</td>
            <td>{one.state === null ? t.badKey : t.states[one.state]}</td>
            <td className="n">{one.size === null ? '' : formatNumber(one.size, locale)}</td>
            <td>{one.at === null ? t.never : formatDateTime(one.at, locale)}</td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}
