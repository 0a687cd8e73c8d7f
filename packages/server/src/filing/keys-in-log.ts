import type { Organisation } from '@rapport/measures';
import { applyNotices, emptyRegister, type FiledNotice, type KeyRegister } from '@rapport/notices';
import type { Queryable } from '../db/connect.ts';
import { readKeyNotices } from './filing-queries.ts';

/**
 * The key register of this process: kept in memory and brought up to the log's size by reading only the
 * key notices that other processes added. Rebuilt from the log at start; nothing of it is stored.
 */
export class KeysInLog {
  readonly #organisation: Organisation;
  #register: KeyRegister = emptyRegister();

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
  }

  /** The register as far as this process has read; at least as of its last `readTo`. */
  get newest(): KeyRegister {
    return this.#register;
  }

  /** The register at exactly `size` entries, or later where this process is ahead already. */
  async readTo(db: Queryable, size: number): Promise<KeyRegister> {
    const from = this.#register.size;
    if (size <= from) return this.#register;
    const notices = await readKeyNotices(db, from, size);
    // Another caller may have been here while the rows came.
    const fresh = notices.filter((filed) => filed.index >= this.#register.size);
    const next = applyNotices(this.#register, this.#organisation, fresh);
    this.#register = { ...next, size: Math.max(size, next.size) };
    return this.#register;
  }

  /** Keeps the register that a batch left: once it is committed, so that its notices need not be read. */
  keep(register: KeyRegister): void {
    if (register.size > this.#register.size) this.#register = register;
  }

  /** The register with notices of a batch that is about to be committed; not kept. */
  with(register: KeyRegister, filed: FiledNotice): KeyRegister {
    return applyNotices(register, this.#organisation, [filed]);
  }
}
