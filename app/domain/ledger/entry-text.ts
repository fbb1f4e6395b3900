// SQL for the text of an entry, which its row holds packed beside its event and time (`db/packed.ts`).

/** The canonical JSON of the entry of a row `l`, as text. */
export const entryTextSql = 'unpacked(l.bytes, l.event, l.at)';
/** The same as the bytes that its leaf is the hash of. */
export const entryBytesSql = `cast(${entryTextSql} as blob)`;
