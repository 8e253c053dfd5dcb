/** Ids are UUIDv7 text compared byte by byte. */
export const ID_COLUMN = { type: 'char', length: 36, charset: 'ascii', collation: 'ascii_bin' } as const;
