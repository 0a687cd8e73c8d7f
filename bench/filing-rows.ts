import type { CpuTime } from './cpu-time.ts';
import { type Level, type Measured, type Steady, steadyPerSecond } from './filing-rounds.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

type FilingRow = Omit<Row, 'section'>;

/** What was measured with one number of connections. */
export function levelRows({ connections, filings }: Level, measured: readonly Measured[]): FilingRow[] {
  const rounds = measured.filter(({ level }) => level.connections === connections);
  const of = (read: (round: Measured) => number) => figureOf(rounds.map(read));
  const at = `${connections} connection${connections === 1 ? '' : 's'}`;
  const target = connections === 64 ? ({ is: 'at-least', value: 1500 } as const) : undefined;
  const note = limitText(rounds, filings);
  return [
    {
      what: `${at}: filings`,
      unit: '/s',
      figure: of((round) => round.perSecond),
      ...(target && { target }),
      ...(note !== undefined && { note }),
    },
    { what: `${at}: p50`, unit: 'ms', figure: of((round) => round.p50) },
    { what: `${at}: p99`, unit: 'ms', figure: of((round) => round.p99) },
    { what: `${at}: bare row inserts`, unit: '/s', figure: of((round) => round.barePerSecond) },
    {
      what: `${at}: share of bare inserts`,
      unit: '%',
      figure: of((r) => (100 * r.perSecond) / r.barePerSecond),
    },
    { what: `${at}: a server that does nothing`, unit: '/s', figure: of((round) => round.emptyPerSecond) },
    { what: `${at}: share of it`, unit: '%', figure: of((r) => (100 * r.perSecond) / r.emptyPerSecond) },
  ];
}

/** Where the processor time went: whoever has a core to itself is what limits. */
function limitText(rounds: readonly Measured[], filings: number): string | undefined {
  const share = (read: (cpu: CpuTime) => number): string | undefined => {
    const shares = rounds.flatMap(({ cpu, perSecond }) =>
      cpu === undefined ? [] : [(100 * read(cpu) * perSecond) / (filings * 1000)],
    );
    return shares.length === 0 ? undefined : `${Math.round(figureOf(shares).median)} %`;
  };
  const server = share((cpu) => cpu.server);
  if (server === undefined) return undefined;
  return `of a core: server ${server}, database ${share((cpu) => cpu.database)}, load ${share((cpu) => cpu.load)}`;
}

/** Latencies at the steady rate. */
export function steadyRows(steady: readonly Steady[]): FilingRow[] {
  const at = `${steadyPerSecond} a second`;
  return [
    { what: `${at}: p50`, unit: 'ms', figure: figureOf(steady.map(({ p50 }) => p50)) },
    {
      what: `${at}: p99`,
      unit: 'ms',
      figure: figureOf(steady.map(({ p99 }) => p99)),
      target: { is: 'at-most', value: 50 },
      note: 'from the instant each was to be sent',
    },
  ];
}
