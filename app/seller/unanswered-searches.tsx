import type { UnansweredRow } from '#app/http/unanswered-rows.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import type { SellerHeader } from './seller-layout.tsx';

/** Lists the things that people looked for here and did not find: a supplier may want to offer one. Empty without any. */
export function UnansweredSearches({ rows, supplier }: { rows: readonly UnansweredRow[]; supplier: SellerHeader }) {
  const { reading, categories, seller } = useMessages();
  const messages = seller.missed;
  if (rows.length === 0) return null;
  return (
    <section className="panel grid gap-3">
      <h2>{messages.title}</h2>
      <p className="small">{messages.lead}</p>
      <ul className="grid gap-2">
        {rows.map(({ name, shelf, minPeople }) => (
          <li key={name}>
            <b>{name}</b> · {reading.missed.atLeast(minPeople)}
            {shelf && (
              <>
                <br />
                <a href={`/supplier/${supplier.slug}/offers/new?category=${shelf}`} aria-label={messages.offerOf(name)}>
                  {messages.offer(categories[shelf])}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
