/** As much of a service worker's surroundings as ours uses: the types of pages and of workers cannot be had together. */
export interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  readonly registration: { readonly scope: string };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', hear: (event: LastingEvent) => void): void;
  addEventListener(kind: 'fetch', hear: (event: AskedEvent) => void): void;
  addEventListener(kind: 'message', hear: (event: LastingEvent & MessageEvent<unknown>) => void): void;
}

export interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}

export interface AskedEvent extends LastingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** What the build puts in: the files that the pages are made of, those of the first pages, and a name for them all. */
export interface Built {
  readonly version: string;
  readonly first: readonly string[];
  readonly all: readonly string[];
}
