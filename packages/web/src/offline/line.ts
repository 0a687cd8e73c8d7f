import { useSyncExternalStore } from 'react';

/** How the page stands to the server. */
export interface LineState {
  /** When the oldest answer shown was had, where the server gave none; POSIX milliseconds. */
  readonly asOf?: number;
  /** The server has newer pages than this one. */
  readonly isOld: boolean;
}

let state: LineState = { isOld: false };
const listeners = new Set<() => void>();

function change(next: LineState): void {
  state = next;
  for (const tell of listeners) tell();
}

/** Takes note of an answer: one of the worker's says when it was had, one of the server's says that the line is up. */
export function noteAnswer(headers: { get(name: string): string | null }): void {
  const at = Number(headers.get('x-rapport-kept') ?? Number.NaN);
  const { asOf, isOld } = state;
  if (!Number.isNaN(at)) change({ isOld, asOf: Math.min(asOf ?? at, at) });
  else if (asOf !== undefined) change({ isOld });
}

export function noteNewVersion(): void {
  change({ ...state, isOld: true });
}

export function useLineState(): LineState {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => state,
    () => state,
  );
}
