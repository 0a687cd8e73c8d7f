import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Figures for Prometheus. Labels hold routes and outcomes only: never a participant, an id or a measure. */
export interface Metrics {
  readonly registry: Registry;
  readonly filings: Counter<'outcome'>;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
}

/** @param read - the log's size and the open event streams, read at each scrape */
export function createMetrics(read: { logSize: () => Promise<number>; streams: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'rapport_log_size',
    help: 'Entries in the log',
    registers,
    async collect() {
      this.set(await read.logSize());
    },
  });
  new Gauge({
    name: 'rapport_event_streams',
    help: 'Open event streams of this process',
    registers,
    collect() {
      this.set(read.streams());
    },
  });
  return {
    registry,
    filings: new Counter({
      name: 'rapport_filings_total',
      help: 'Filings by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    requests: new Histogram({
      name: 'rapport_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
}
