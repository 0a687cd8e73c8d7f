/** The most bytes of a whole signed note (record.md: an entry bundle holds 65,535). */
export const noteBytesMax = 65_535;

/** The most bytes of all attachments of one notice, before base64. */
export const attachmentBytesMax = 10 * 1024 * 1024;

/** The most bytes of a filing's JSON body: note and attachments in base64. */
export const filingBytesMax = Math.ceil((attachmentBytesMax * 4) / 3) + 2 * noteBytesMax + 65_536;

/** Notices on one page of a list. */
export const pageNoticesMax = 100;
