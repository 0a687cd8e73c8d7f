/** The most bytes of a whole signed note (record.md: an entry bundle holds 65,535). */
export const noteBytesMax = 65_535;

/** The most bytes of all attachments of one notice, before base64. */
export const attachmentBytesMax = 10 * 1024 * 1024;

/** The most bytes of a filing's JSON body: note and attachments in base64. */
export const filingBytesMax = Math.ceil((attachmentBytesMax * 4) / 3) + 2 * noteBytesMax + 65_536;

/** Notices on one page of a list. */
export const pageNoticesMax = 100;

/** The most bytes of a draft's words as JSON: as a whole note, with room for what is not tidied yet. */
export const draftBytesMax = 98_304;

/** The most drafts that a participant keeps at a time, and the most bytes of all their files. */
export const draftsMax = 200;
export const draftFilesBytesMax = 200 * 1024 * 1024;

/** The most characters of the remark with which a draft is returned. */
export const remarkLengthMax = 2000;

/** The longest that a signed notice is held before it is sent, where a participant wants that. */
export const undoMinutesMax = 60;
