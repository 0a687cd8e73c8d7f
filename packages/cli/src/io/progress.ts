import type { Context } from './surroundings.ts';

/** A bar on standard error, drawn only on a terminal and only if the work takes longer than a second. */
export interface Progress {
  show(done: number, all: number): void;
  /** Takes the bar away. */
  end(): void;
}

const patienceMs = 1000;
const redrawMs = 200;
const width = 30;

export function startProgress({ isTerminal, writeError, now }: Context): Progress {
  if (!isTerminal) return { show: () => {}, end: () => {} };
  const started = now();
  let drawn = started + patienceMs - redrawMs;
  let isShown = false;
  return {
    show(done, all) {
      if (now() - drawn < redrawMs) return;
      drawn = now();
      isShown = true;
      writeError(`\r${bar(done, all)}`);
    },
    end() {
      if (isShown) writeError('\r\u001b[K');
    },
  };
}

function bar(done: number, all: number): string {
  const share = all === 0 ? 1 : Math.min(1, done / all);
  const full = Math.round(share * width);
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${Math.floor(share * 100)} % (${done} / ${all})`;
}
