/** Downloads of invoices and credit notes, with labels made on the server. */
export function DocumentLinks({ documents }: { documents: readonly { href: string; label: string }[] }) {
  return documents.map(({ href, label }) => (
    <p key={href} className="no-print mt-2">
      <a href={href}>{label}</a>
    </p>
  ));
}
