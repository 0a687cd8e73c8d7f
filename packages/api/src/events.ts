/**
 * Server-sent events at `/api/v1/events`. `head`: the log has grown to `size`, for everybody. `notice`:
 * a notice that this reader may see was taken in. The event id is the log size, so that a client that
 * comes back with `Last-Event-ID` misses nothing.
 */
export interface HeadEvent {
  readonly size: number;
}

export type { NoticeSummary as NoticeEvent } from './shapes.ts';
