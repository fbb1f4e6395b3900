import { useMessages } from '#app/i18n/language.tsx';

type Row = {
  spanId: string;
  name: string;
  who: string;
  time: string;
  state: string;
  things: string | null;
  differs: boolean;
  isAtRisk?: boolean;
};

/** Bookings of a desk, each a link to its page that a thumb reaches. */
export function LoanRows({ rows, slug }: { rows: readonly Row[]; slug: string }) {
  const { lending } = useMessages();
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.spanId}>
          <a className="block py-1 font-semibold" href={`/supplier/${slug}/lending/${row.spanId}`}>
            {row.name}
          </a>
          <p className="small">
            {row.who} · {row.time}
          </p>
          <p className="small">{[row.state, row.things].filter(Boolean).join(' · ')}</p>
          {row.isAtRisk && <p className="state state-care">{lending.atRisk}</p>}
          {row.differs && <p className="small font-semibold">{lending.differs}</p>}
        </li>
      ))}
    </ul>
  );
}
