import { type Level, type Measured, type Steady, steadyPerSecond } from './filing-rounds.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

type FilingRow = Omit<Row, 'section'>;

/** What was measured with one number of connections. */
export function levelRows(level: Level, measured: readonly Measured[]): FilingRow[] {
  const { connections } = level;
  const rounds = measured.filter((round) => round.level.connections === connections);
  const of = (read: (round: Measured) => number) => figureOf(rounds.map(read));
  const at = `${connections} connection${connections === 1 ? '' : 's'}`;
  const target = connections === 64 ? ({ is: 'at-least', value: 1500 } as const) : undefined;
  const note = limitText(rounds, level);
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

/** Where the processor time went: whoever has a core to itself limits, and others on the machine disturb. */
function limitText(rounds: readonly Measured[], { filings }: Level): string | undefined {
  const cpu = rounds.flatMap((round) => (round.cpu === undefined ? [] : [{ ...round.cpu, ...round }]));
  if (cpu.length === 0) return undefined;
  const share = (read: (of: (typeof cpu)[number]) => number): string =>
    `${Math.round(figureOf(cpu.map((one) => (read(one) * one.perSecond) / (10 * filings))).median)} %`;
  const others = share((of) => Math.max(0, of.machine - of.server - of.database - of.load));
  // A given PostgreSQL is nobody's child here: what it uses is counted among the others.
  const isOurs = cpu.some(({ database }) => database > 0);
  const rest = isOurs
    ? `database ${share((of) => of.database)}, others ${others}`
    : `database and others ${others}`;
  return `of a core: server ${share((of) => of.server)}, load ${share((of) => of.load)}, ${rest}`;
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
