import type { ReactNode } from 'react';

/** A table that scrolls on its own when wider than a phone, by keyboard too. `children` are its rows. */
export function DataTable({
  label,
  columns,
  children,
  className = 'plain',
}: {
  label: string;
  columns: readonly { name: string; numeric?: boolean }[];
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className="scrolls" role="region" aria-label={label} tabIndex={0}>
      <table className={className}>
        <thead>
          <tr>
            {columns.map(({ name, numeric }) => (
              <th key={name} scope="col" className={numeric ? 'n' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
