import { webcrypto } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Checkpoint,
  ed25519Cosigner,
  encodeNote,
  encodeSignatureLine,
  encodeVerifierKey,
  judgeCheckpoint,
  type PlatformKey,
  parseAddCheckpoint,
  type SubtleLike,
  signCheckpoint,
  type VerifierKey,
  witnessStatus,
} from '@rapport/record';
import { suite } from '../log/platform.ts';

/** A witness of the tests: judges by the rules of `record`, keeps what it cosigned in memory. */
export class TestWitness {
  readonly name: string;
  /** What it cosigned last, whole. */
  last: { readonly checkpoint: Checkpoint; readonly note: Uint8Array } | undefined;
  readonly #key: { readonly privateKey: PlatformKey; readonly publicKey: Uint8Array };
  readonly #server: Server;
  #logKeys: VerifierKey[] = [];

  private constructor(name: string, key: TestWitness['key']) {
    this.name = name;
    this.#key = key;
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = new Uint8Array(Buffer.concat(parts));
        const work = request.method === 'POST' ? this.#add(body) : Promise.resolve(this.#newest());
        void work.then(({ status, body: said }) => response.writeHead(status).end(said));
      });
    });
  }

  static async open(name: string): Promise<TestWitness> {
    const pair = (await webcrypto.subtle.generateKey('Ed25519', true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const publicKey = new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey));
    const witness = new TestWitness(name, { privateKey: pair.privateKey, publicKey });
    await new Promise<void>((resolve) => witness.#server.listen(0, '127.0.0.1', resolve));
    return witness;
  }

  get key(): { readonly privateKey: PlatformKey; readonly publicKey: Uint8Array } {
    return this.#key;
  }

  /** Its line in a policy. */
  get line(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `witness ${this.name} ${encodeVerifierKey(this.#cosigner(1).key)} http://127.0.0.1:${port}\n`;
  }

  trust(keys: VerifierKey[]): void {
    this.#logKeys = keys;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #cosigner(time: number) {
    const { privateKey, publicKey } = this.#key;
    return ed25519Cosigner(
      `${this.name}.invalid`,
      privateKey,
      publicKey,
      webcrypto.subtle as unknown as SubtleLike,
      time,
    );
  }

  #newest(): { status: number; body: Uint8Array | string } {
    return this.last === undefined ? { status: 404, body: '' } : { status: 200, body: this.last.note };
  }

  async #add(body: Uint8Array): Promise<{ status: number; body: string }> {
    const request = parseAddCheckpoint(body);
    if (request === undefined) return { status: 400, body: '' };
    const log = this.#logKeys.length === 0 ? undefined : { keys: this.#logKeys, last: this.last?.checkpoint };
    const verdict = await judgeCheckpoint(request, log, suite);
    if (verdict.kind === 'old-size-other') return { status: 409, body: `${verdict.size}\n` };
    if (verdict.kind !== 'cosign') return { status: witnessStatus[verdict.kind], body: '' };
    return { status: 200, body: await this.cosign(request.checkpoint, verdict.note) };
  }

  /** Cosigns whatever it is given, as a witness that saw another history would have. */
  async cosign(checkpoint: Checkpoint, note: Parameters<typeof encodeNote>[0]): Promise<string> {
    const own = await signCheckpoint(checkpoint, [this.#cosigner(Math.floor(Date.now() / 1000))]);
    const whole = encodeNote({ text: note.text, signatures: [...note.signatures, ...own.signatures] });
    this.last = { checkpoint, note: whole };
    return own.signatures.map(encodeSignatureLine).join('');
  }
}
