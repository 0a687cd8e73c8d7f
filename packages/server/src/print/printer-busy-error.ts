/** More wait for their pages than can be set in a few seconds: whoever comes now asks again later. */
export class PrinterBusyError extends Error {}
