// The impact ticket: an order's ledger entries shown as a market receipt. "Verify now" recomputes everything in the
// browser (app/verify/ticket.ts), from the receipts in the lines' links to /verify.
import { materialKeptGrams } from '#app/domain/impact/material-kept.ts';
import type { ImpactTicketLine, ImpactTicket as TicketData } from '#app/domain/receipts/impact-ticket.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { PriceReading } from '#app/domain/shared/price.ts';
import { formatDateTime, formatDistance, formatMass, formatRate } from '#app/i18n/format.ts';
import {
  formatCo2Short,
  formatMinutesInterval,
  formatMoneyInterval,
  permilleRange,
} from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { usePriceText } from '#app/ui/price-amounts.tsx';
import { useSeesPlaces } from '#app/ui/root-data.ts';

export function ImpactTicketPanel({
  ticket,
  number,
  orderId,
  qr,
  town,
  reading,
}: {
  ticket: TicketData;
  number: string;
  orderId: string;
  qr: string;
  /** Name of the town and where it is. */
  town: string;
  /** The amounts of the order's buyer. */
  reading: PriceReading;
}) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <section aria-label={t.order.ticketOf(number)} data-policy={ticket.policy} data-trust={ticket.trust}>
      <div className="ticket">
        <h2>Halle</h2>
        <p className="text-center">{town}</p>
        <p className="note text-center">{t.order.ticketOf(number)}</p>
        {ticket.lines.map((line) => (
          <TicketRows key={line.line} line={line} size={ticket.size} orderId={orderId} reading={reading} />
        ))}
        {ticket.corrections.map(({ line, wrong, by }) => (
          <p className="note" key={by}>
            {t.order.correction(line, wrong, by)}
          </p>
        ))}
        <hr />
        <div className="ticket-code">
          <p className="note">{t.order.methodLine(ticket.method, ticket.factors)}</p>
          <p className="note">{t.order.root(ticket.root)}</p>
          <p className="note">{t.order.signed(ticket.origin, formatDateTime(ticket.signedAt, locale))}</p>
          <img className="mx-auto my-4 h-28 w-28 bg-[#fff] p-1" alt={t.order.qr} src={qr} width="112" height="112" />
        </div>
        <div className="text-center" role="status" data-verdict />
      </div>
      <Verdicts entries={ticket.lines.length} size={ticket.size} />
      <div className="no-print mt-5 grid justify-center gap-2 text-center">
        <button className="button main" type="button" hidden data-verify={t.order.verifying}>
          {t.order.verify}
        </button>
        <button className="button quiet" type="button" hidden data-print>
          {t.print}
        </button>
        <a href={`/orders/${orderId}/receipt`}>{t.order.receiptPage}</a>
        {ticket.promise !== null && (
          <a href={`/orders/${orderId}/receipts/promise`} download>
            {t.order.promise(ticket.promise)}
          </a>
        )}
        <noscript>
          <p className="small">{t.order.noScript}</p>
        </noscript>
      </div>
      <script type="module" src="/ticket.js" />
    </section>
  );
}

/** The outcomes of "verify now"; the script shows one of them. `#` stands for the reason. */
function Verdicts({ entries, size }: { entries: number; size: number }) {
  const t = useMessages();
  const verdicts = [
    ['witnessed', t.order.verified, t.order.verifiedDetail(t.count.entries(entries), size)],
    ['alone', t.order.alone, t.order.aloneDetail(t.count.entries(entries), size)],
    ['unwitnessed', t.order.unwitnessed, t.order.unwitnessedDetail],
    ['bad', t.order.notVerified, t.order.notVerifiedDetail('#')],
  ] as const;
  return verdicts.map(([kind, stamp, detail]) => (
    <template key={kind} data-verdict={kind}>
      <span className={kind === 'witnessed' || kind === 'alone' ? 'stamp' : 'stamp bad'}>{stamp}</span>
      <p className="note mt-3">{detail}</p>
    </template>
  ));
}

function TicketRows({
  line,
  size,
  orderId,
  reading,
}: {
  line: ImpactTicketLine;
  size: number;
  orderId: string;
  reading: PriceReading;
}) {
  const priceText = usePriceText(reading);
  const t = useMessages();
  const locale = useLocale();
  const { impact } = line;
  const places = useSeesPlaces();
  const co2 = impact.co2e_g;
  return (
    <>
      <hr />
      <p className="row font-semibold">
        <span>
          {line.quantity} × {line.name}
        </span>
        <span className="whitespace-nowrap">{priceText(line.price)}</span>
      </p>
      <p className="note">
        {line.supplier} · {describeTrip(impact, places, t, locale)}
      </p>
      {places && (
        <Row
          name={t.order.kept}
          value={
            impact.money.retained_eur_cents
              ? formatMoneyInterval(impact.money.retained_eur_cents, t, locale)
              : t.unknown
          }
        />
      )}
      <Row
        name={t.order.hours}
        value={impact.inclusion_min ? formatMinutesInterval(impact.inclusion_min, t, locale) : t.unknown}
      />
      {materialKeptGrams(impact.material_kept_g) > 0 && (
        <Row name={t.order.mass} value={formatMass(materialKeptGrams(impact.material_kept_g), locale)} />
      )}
      <Row name={t.order.co2} value={co2?.delta ? formatCo2Short(co2.delta, t, locale) : t.order.noCo2} />
      {co2 && <Row name={t.order.actual} value={`${formatMass(co2.actual, locale)} CO₂e`} />}
      {co2?.displacement_permille != null && (
        <p className="note">
          {t.order.displacement(
            formatRate(co2.displacement_permille * 10, locale),
            line.assumed && permilleRange(line.assumed, t, locale),
          )}
        </p>
      )}
      {impact.packaging.lent_units > 0 && <Row name={t.order.lent} value={String(impact.packaging.lent_units)} />}
      <p className="note">
        {t.order.entry(line.index, size)}
        {line.reference && ` · ${t.order.reference(line.reference)}`} ·{' '}
        <a href={`/orders/${orderId}/receipts/${line.line}`} download>
          {t.order.receipt(line.line)}
        </a>{' '}
        <a className="no-print" href={`/orders/${orderId}/receipts/${line.line}?opened`} download>
          {t.order.openedReceipt(line.line)}
        </a>{' '}
        <a
          className="no-print"
          href={`/verify#${line.packed}${line.packedFigures}`}
          aria-label={t.order.verifyLineOf(line.line)}
        >
          {t.order.verifyLine}
        </a>
      </p>
      {(line.notBefore || line.notAfter) && (
        <p className="note">
          {t.order.signedBetween(
            line.notBefore && formatDateTime(line.notBefore.at, locale),
            line.notAfter && formatDateTime(line.notAfter.at, locale),
          )}
        </p>
      )}
    </>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <p className="row">
      <span>{name}</span>
      <span>{value}</span>
    </p>
  );
}

/** How the goods travelled; only the mode where nothing did. */
function describeTrip(
  { mode, trip, distance_m: meters }: ImpactTicketLine['impact'],
  places: boolean,
  t: Messages,
  locale: Locale,
): string {
  const by = t.modes[mode as keyof typeof t.modes];
  if (mode === 'transport.none') return by;
  return `${places ? t.order.trip(formatDistance(meters, locale), t.order.trips[trip]) : t.order.trips[trip]}, ${by}`;
}
