import { useMessages } from '#app/i18n/language.tsx';

export type KeptAddress = { id: string; name: string; phone: string; address: string; insee: string };

/** Links that fill the checkout with an address of the buyer's book; what the page shows of the order stays the same. */
export function KeptAddresses({ addresses, query }: { addresses: readonly KeptAddress[]; query: string }) {
  const messages = useMessages().accountAccess.addresses;
  if (addresses.length === 0) return null;
  const pathTo = (id: string) => {
    const search = new URLSearchParams(query);
    search.set('address', id);
    return `/checkout?${search}`;
  };
  return (
    <nav aria-label={messages.choose} className="flex flex-wrap items-baseline gap-3">
      <span className="small">{messages.choose}</span>
      {addresses.map(({ id, address }) => (
        <a key={id} className="pill" href={pathTo(id)}>
          {address}
        </a>
      ))}
    </nav>
  );
}
