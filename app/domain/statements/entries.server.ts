/** SQL: an impact line `l` that no reversal names. */
export const standing = `l.kind = 'impact.line' and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed')`;
