import { useMessages } from '#app/i18n/language.tsx';

/** The things of an order that are handed out on pages of their own, with their condition; nothing for an order of goods. */
export function LendingLink({
  lent,
  slug,
}: {
  lent: readonly { spanId: string; name: string; time: string }[];
  slug: string;
}) {
  const { lending } = useMessages();
  if (lent.length === 0) return null;
  return (
    <div className="notice">
      <p>{lending.atDesk}</p>
      <ul>
        {lent.map(({ spanId, name, time }) => (
          <li key={spanId}>
            <a href={`/supplier/${slug}/lending/${spanId}`}>{name}</a> <span className="small">{time}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
