import type { Organisation } from '@rapport/measures';
import {
  type Adherence,
  applyAdherence,
  applyNotices,
  emptyRegister,
  type FiledNotice,
  type KeyRegister,
  noAdherence,
} from '@rapport/notices';
import type { Queryable } from '../db/connect.ts';
import { readRegisterNotices } from './filing-queries.ts';

/** What the log's notices with an effect say, all at the same place. */
export interface Registers {
  readonly keys: KeyRegister;
  readonly adherence: Adherence;
}

/**
 * The registers of this process: kept in memory and brought up to the log's size by reading only the
 * notices with an effect that other processes added. Rebuilt from the log at start; nothing of them is stored.
 */
export class RegistersInLog {
  readonly #organisation: Organisation;
  #registers: Registers = { keys: emptyRegister(), adherence: noAdherence() };

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
  }

  /** The registers as far as this process has read; at least as of its last `readTo`. */
  get newest(): Registers {
    return this.#registers;
  }

  /** The registers at exactly `size` entries, or later where this process is ahead already. */
  async readTo(db: Queryable, size: number): Promise<Registers> {
    const from = this.#registers.keys.size;
    if (size <= from) return this.#registers;
    const notices = await readRegisterNotices(db, from, size);
    // Another caller may have been here while the rows came.
    const fresh = notices.filter((filed) => filed.index >= this.#registers.keys.size);
    const { keys, adherence } = this.with(this.#registers, fresh);
    this.#registers = { keys: { ...keys, size: Math.max(size, keys.size) }, adherence };
    return this.#registers;
  }

  /** Keeps the registers that a batch left: once it is committed, so that its notices need not be read. */
  keep(registers: Registers): void {
    if (registers.keys.size > this.#registers.keys.size) this.#registers = registers;
  }

  /** The registers with notices of a batch that is about to be committed; not kept. */
  with({ keys, adherence }: Registers, filed: readonly FiledNotice[]): Registers {
    return {
      keys: applyNotices(keys, this.#organisation, filed),
      adherence: applyAdherence(adherence, this.#organisation, filed),
    };
  }
}
