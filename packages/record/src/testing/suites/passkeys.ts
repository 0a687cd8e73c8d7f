import { parseHex } from '../../bytes/hex.ts';
import { parseUtf8 } from '../../bytes/text.ts';
import { type Passkey, rpIdHash } from '../../keys/passkey.ts';
import { verifyAssertion } from '../../signatures/assertion.ts';
import type { SignatureSuite } from '../../signatures/suite.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

interface Ceremony {
  readonly challenge: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

interface Vector {
  readonly id: string;
  readonly rpId: string;
  readonly origin: string;
  readonly registration: { readonly attestationObject: string };
  readonly authentication?: Ceremony;
}

/** The specification's own ceremonies: each verifies, and none with a bit of its signature changed. */
export async function passkeysSuite(files: VectorFiles, suite: SignatureSuite): Promise<Outcome[]> {
  const { vectors } = readJson<{ vectors: Vector[] }>(files, 'webauthn/level3.json');
  const outcomes = await Promise.all(vectors.map((vector) => runVector(vector, suite)));
  return outcomes.flat();
}

async function runVector(vector: Vector, suite: SignatureSuite): Promise<Outcome[]> {
  const passkey = passkeyOf(vector);
  const { id, authentication } = vector;
  if (passkey === undefined || authentication === undefined) return [];
  const assertion = {
    authenticatorData: hex(authentication.authenticatorData),
    clientDataJson: hex(authentication.clientDataJSON),
    signature: hex(authentication.signature),
  };
  const challenge = hex(authentication.challenge);
  const altered = {
    ...assertion,
    signature: assertion.signature.map((byte, i) => (i === 20 ? byte ^ 1 : byte)),
  };
  return [
    outcome(
      `passkeys/${id}`,
      await verifyAssertion(passkey, challenge, assertion, suite),
      isOurs(authentication),
    ),
    outcome(`passkeys/${id}/altered`, await verifyAssertion(passkey, challenge, altered, suite), false),
  ];
}

/** Ceremonies in a frame of another site, or where nobody was verified, are not taken. */
function isOurs({ authenticatorData, clientDataJSON }: Ceremony): boolean {
  const text = parseUtf8(hex(clientDataJSON)) ?? '';
  const flags = hex(authenticatorData)[32] ?? 0;
  return (flags & 5) === 5 && !/"crossOrigin":true|"topOrigin"/.test(text);
}

/** ES256 and EdDSA; the other algorithms are not taken. */
function passkeyOf({ rpId, origin, registration }: Vector): Passkey | undefined {
  const cose = registration.attestationObject;
  const ids = { rpIdHash: rpIdHash(rpId), origin };
  const es256 = /a5010203262001215820([0-9a-f]{64})225820([0-9a-f]{64})/.exec(cose);
  if (es256 !== null) return { algorithm: 'es256', point: hex(`04${es256[1]}${es256[2]}`), ...ids };
  const eddsa = /a4010103272006215820([0-9a-f]{64})/.exec(cose);
  return eddsa === null ? undefined : { algorithm: 'eddsa', point: hex(eddsa[1] ?? ''), ...ids };
}

function hex(text: string): Uint8Array {
  return parseHex(text) ?? new Uint8Array(0);
}
