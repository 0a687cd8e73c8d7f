import { spawn } from 'node:child_process';
import {
  encodeCosignature,
  mlDsaCheckpointMessage,
  parseBase64,
  parseUtf8,
  parseVerifierKey,
  type VerifierKey,
} from '@rapport/record';
import { type LogKey, LogKeyError } from './log-key.ts';

/**
 * The log's key behind a program, such as a bridge to a hardware module. It is called as
 * `COMMAND keys` (prints the Ed25519 and the ML-DSA-44 verifier key, a line each) and as
 * `COMMAND sign-ed25519` or `COMMAND sign-ml-dsa-44` (reads the message on standard input, prints the
 * signature in base64). It has ten seconds for each.
 */
export async function openKeyCommand(command: string, origin: string): Promise<LogKey> {
  const lines = (await run(command, 'keys', new Uint8Array())).trim().split('\n');
  const [ed25519, mlDsa44] = lines.map((line) => keyOf(line, origin));
  if (ed25519?.type !== 'ed25519' || mlDsa44?.type !== 'ml-dsa-44-cosignature' || lines.length !== 2) {
    throw new LogKeyError(
      `${command} keys must print two verifier keys for ${origin}: Ed25519, then ML-DSA-44.`,
    );
  }
  return {
    ed25519: { key: ed25519, sign: (message) => sign(command, 'sign-ed25519', message) },
    mlDsa44,
    mlDsa44At: (seconds) => ({ key: mlDsa44, sign: (message) => cosign(command, mlDsa44, seconds, message) }),
  };
}

function keyOf(line: string, origin: string): VerifierKey | undefined {
  const parsed = parseVerifierKey(line);
  return parsed.ok && parsed.value.name === origin ? parsed.value : undefined;
}

async function cosign(
  command: string,
  key: VerifierKey,
  time: number,
  message: Uint8Array,
): Promise<Uint8Array> {
  const signed = mlDsaCheckpointMessage(key.name, time, parseUtf8(message) ?? '');
  if (signed === undefined) throw new LogKeyError('Only checkpoints are signed with ML-DSA-44.');
  return encodeCosignature({ time, signature: await sign(command, 'sign-ml-dsa-44', signed) });
}

async function sign(command: string, verb: string, message: Uint8Array): Promise<Uint8Array> {
  const signature = parseBase64((await run(command, verb, message)).trim());
  if (signature === undefined)
    throw new LogKeyError(`${command} ${verb} did not print a signature in base64.`);
  return signature;
}

function run(command: string, verb: string, input: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [verb], { stdio: ['pipe', 'pipe', 'ignore'], timeout: 10_000 });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () =>
      reject(new LogKeyError(`The program ${command} (RAPPORT_LOG_KEY_COMMAND) cannot be run.`)),
    );
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new LogKeyError(`The program ${command} ${verb} failed or took longer than ten seconds.`));
    });
    child.stdin.on('error', () => undefined); // its end is told by 'close'
    child.stdin.end(input);
  });
}
