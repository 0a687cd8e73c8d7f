/** How an address is answered to somebody without a script. */
export type PageKind =
  /** Read by anybody, and the same for everybody. */
  | 'public'
  /** Drawn for the public where the public may see it; another reader may see more. */
  | 'by-reader'
  /** Signs, files or checks, which only a script can. */
  | 'script'
  | 'nowhere';

const open = [
  /^\/$/,
  /^\/(about|catalogue|facts|how-to-verify|log|matrix|participants|released|statistics|tour|verify)$/,
  /^\/participants\/[^/]+$/,
  /^\/measures\/[^/]+(\/threads)?$/,
];
const byReader = [/^\/(threads|notices)\/[^/]+$/];

/**
 * @param pathname - as asked for, untrusted
 * @param isRoute - whether the pages know the address at all
 */
export function kindOfPage(pathname: string, isRoute: boolean): PageKind {
  if (open.some((pattern) => pattern.test(pathname))) return 'public';
  if (byReader.some((pattern) => pattern.test(pathname))) return 'by-reader';
  return isRoute ? 'script' : 'nowhere';
}
