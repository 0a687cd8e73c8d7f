import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of processor time: of the server's own process, of its database, of this process. */
export interface CpuTime {
  readonly server: number;
  readonly database: number;
  readonly load: number;
  /** Of the whole machine, whoever used it. */
  readonly machine: number;
}

/** What was used up to now; `undefined` where the system does not say it in /proc. */
export function cpuTime(serverPid: number): CpuTime | undefined {
  const processes = listProcesses();
  if (!processes.has(serverPid)) return undefined;
  const { user, system } = process.cpuUsage();
  const below = descendants(serverPid, processes);
  return {
    server: processes.get(serverPid)?.ms ?? 0,
    database: below.reduce((sum, pid) => sum + (processes.get(pid)?.ms ?? 0), 0),
    load: (user + system) / 1000,
    machine: machineMs(),
  };
}

/** What was used between two readings. */
export function cpuTimeBetween(before: CpuTime | undefined, after: CpuTime | undefined): CpuTime | undefined {
  if (before === undefined || after === undefined) return undefined;
  return {
    server: after.server - before.server,
    database: after.database - before.database,
    load: after.load - before.load,
    machine: after.machine - before.machine,
  };
}

type Processes = ReadonlyMap<number, { parent: number; ms: number }>;

const msPerTick = 10;

function listProcesses(): Processes {
  const found = new Map<number, { parent: number; ms: number }>();
  for (const name of readFolder('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readText(`/proc/${name}/stat`);
    if (stat === undefined) continue;
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    found.set(Number(name), {
      parent: fields[1] ?? 0,
      ms: ((fields[11] ?? 0) + (fields[12] ?? 0)) * msPerTick,
    });
  }
  return found;
}

/** Milliseconds that all cores together worked since the machine started; 0 where /proc does not say. */
export function machineMs(): number {
  const [line = ''] = readText('/proc/stat')?.split('\n') ?? [];
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  // Fourth and fifth: idle, and waiting for a disk.
  return ticks.reduce((sum, value, at) => (at === 3 || at === 4 ? sum : sum + value), 0) * msPerTick;
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** `undefined` for a file that is not there, such as that of a process that has ended meanwhile. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function descendants(pid: number, processes: Processes): number[] {
  const children = [...processes].filter(([, { parent }]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child, processes)]);
}
