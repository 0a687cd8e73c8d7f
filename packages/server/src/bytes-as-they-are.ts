/**
 * Set on routes that send bytes. The plug-in sends what begins like a compressed file, as every zip archive does and some
 * tiles by chance, as it is but labelled as compressed: no client can read that.
 */
export const bytesAsTheyAre = { compress: false } as const;
