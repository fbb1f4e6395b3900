import type { ReactNode } from 'react';

/** Cells of a column that a phone does not show. */
export const wideCell = 'hidden sm:table-cell';

/** A table that scrolls on its own when wider than a phone, by keyboard too. `children` are its rows. */
export function DataTable({
  label,
  columns,
  children,
  className = 'plain',
}: {
  label: string;
  /** `wide`: not shown on a phone, where a row says it in its first cell. */
  columns: readonly { name: string; numeric?: boolean; wide?: boolean }[];
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className="scrolls" role="region" aria-label={label} tabIndex={0}>
      <table className={className}>
        <thead>
          <tr>
            {columns.map(({ name, numeric, wide }) => (
              <th
                key={name}
                scope="col"
                className={[numeric && 'n', wide && wideCell].filter(Boolean).join(' ') || undefined}
              >
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
