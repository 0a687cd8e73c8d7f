/** What stands before a page is whole, in the program's own pages. */
const waiting = '[data-waiting]';

/**
 * Puts the running page in the place of the one that the server drew, once it is whole: it is drawn out of sight,
 * so that nothing flashes, jumps or shifts. The reader's place on the page and focus stay.
 *
 * @param drawn - what the server drew; stays until then
 * @param draw - draws into an element that is not in the document yet
 */
export function takeOver(drawn: HTMLElement, draw: (into: HTMLElement) => void, onTaken: () => void): void {
  const made = document.createElement('div');
  const watch = new MutationObserver(() => {
    if (made.querySelector('h1') === null || made.querySelector(waiting) !== null) return;
    watch.disconnect();
    swap(drawn, made);
    onTaken();
  });
  watch.observe(made, { childList: true, subtree: true, attributes: true });
  draw(made);
}

function swap(drawn: HTMLElement, made: HTMLElement): void {
  const focused = pathTo(drawn, document.activeElement);
  const { scrollX, scrollY } = window;
  made.id = drawn.id;
  made.dataset['live'] = '';
  drawn.replaceWith(made);
  window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  focusAt(made, focused);
}

/** Where an element stands below another: the number of each child on the way; `undefined` where it does not. */
function pathTo(top: Element, element: Element | null): number[] | undefined {
  if (element === null || element === top || !top.contains(element)) return undefined;
  const path: number[] = [];
  for (let one: Element = element; one !== top; one = one.parentElement ?? top)
    path.unshift([...(one.parentElement?.children ?? [])].indexOf(one));
  return path;
}

function focusAt(top: Element, path: readonly number[] | undefined): void {
  if (path === undefined) return;
  let one: Element | undefined = top;
  for (const place of path) one = one?.children[place];
  if (one instanceof HTMLElement) one.focus({ preventScroll: true });
}
