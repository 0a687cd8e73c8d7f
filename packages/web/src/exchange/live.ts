import { type HeadEvent, type NoticeEvent, paths } from '@rapport/api';
import { useEffect, useRef } from 'react';
import { queryClient } from './queries.ts';

/** What the server tells without being asked. */
export interface LiveHandlers {
  readonly onNotice?: (notice: NoticeEvent) => void;
  readonly onHead?: (head: HeadEvent) => void;
}

/**
 * Listens to the server while the component stands; opens anew when `whose` changes. The browser itself
 * reconnects after a lost line and says which event it had last.
 *
 * @param whose - who listens: `undefined` listens to nothing
 */
export function useLive(whose: string | undefined, handlers: LiveHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    if (whose === undefined) return undefined;
    const source = new EventSource(paths.events);
    source.addEventListener('notice', (event: MessageEvent<string>) =>
      latest.current.onNotice?.(dataOf<NoticeEvent>(event)),
    );
    source.addEventListener('head', (event: MessageEvent<string>) =>
      latest.current.onHead?.(dataOf<HeadEvent>(event)),
    );
    return () => source.close();
  }, [whose]);
}

/** What an event says; the server is trusted for reach, and what matters is read from signed notes. */
function dataOf<T>(event: MessageEvent<string>): T {
  return JSON.parse(event.data) as T;
}

/** Asks anew for all that a notice just taken in may have changed. */
export function refreshAfterNotice(notice: NoticeEvent): void {
  void queryClient.invalidateQueries({ queryKey: ['notices'] });
  void queryClient.invalidateQueries({ queryKey: ['clocks'] });
  void queryClient.invalidateQueries({ queryKey: ['thread', notice.thread] });
}
