import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Secret } from '../secret.ts';

/** A ministry's own sign-in provider (OpenID Connect), and whose people alone it may sign in. */
export interface Provider {
  readonly id: string;
  readonly participants: readonly string[];
  readonly name: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

const Shape = Type.Object(
  {
    /** The server's own address, to which providers send people back. */
    address: Type.String(),
    providers: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 }),
          participants: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
          name: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 100 })),
          issuer: Type.String(),
          clientId: Type.String({ minLength: 1 }),
          clientSecretFile: Type.String({ minLength: 1 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { additionalProperties: false },
);

/** What the operator's file of providers says. */
export interface Providers {
  /** Origin of the server's pages, without a slash at its end. */
  readonly address: string;
  readonly providers: readonly Provider[];
}

/** Where people sign in with office keys alone. */
export const noProviders: Providers = { address: 'http://127.0.0.1', providers: [] };

/** The file of providers cannot be used; the sentence says why and never shows a secret. */
export class ProvidersError extends Error {}

/**
 * Reads the operator's file of providers and their secrets, once, at start.
 *
 * @param path - absolute; paths in it start from its own folder
 * @throws ProvidersError
 */
export function readProviders(path: string): Providers {
  const value = parse(read(path), path);
  const address = originOf(value.address);
  if (address === undefined)
    throw new ProvidersError(`${path}: "address" must be an https address with no path.`);
  const ids = value.providers.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new ProvidersError(`${path}: the provider "${twice}" stands there twice.`);
  const providers = value.providers.map(({ clientSecretFile, ...one }) => {
    if (originOf(new URL('.', one.issuer).origin) === undefined)
      throw new ProvidersError(`${path}: the issuer of "${one.id}" must be an https address.`);
    const clientSecret = new Secret(read(resolve(dirname(path), clientSecretFile)).trim());
    return { ...one, clientSecret };
  });
  return { address, providers };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ProvidersError(`The file ${path} of sign-in providers, or of a secret, cannot be read.`);
  }
}

function parse(text: string, path: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProvidersError(`${path} is not JSON.`);
  }
  if (Value.Check(Shape, value)) {
    const isUrl = value.providers.every(({ issuer }) => URL.canParse(issuer));
    if (isUrl) return value;
  }
  throw new ProvidersError(
    `${path} does not have the form that docs/operating.md shows for sign-in providers.`,
  );
}

/** HTTPS, or plain HTTP on this very machine. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin, pathname, search } = new URL(text);
  const isLocal = hostname === '127.0.0.1' || hostname === 'localhost';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return undefined;
  return pathname === '/' && search === '' ? origin : undefined;
}
