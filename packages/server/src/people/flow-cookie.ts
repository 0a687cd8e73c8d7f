import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Flow } from './oidc.ts';

type Mode = Config['mode'];

const flowSeconds = 600;

/** The cookie that a browser keeps while it is at a provider. */
export function flowCookie(mode: Mode): string {
  return mode === 'production' ? '__Host-rapport_flow' : 'rapport_flow';
}

/**
 * Keeps a flow in the browser. `SameSite=Lax`, since the provider's own page sends the browser back; it opens nothing
 * without the code that comes with it.
 */
export function writeFlow(reply: FastifyReply, flow: Flow, mode: Mode): void {
  void reply.setCookie(flowCookie(mode), Buffer.from(JSON.stringify(flow)).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: mode === 'production',
    maxAge: flowSeconds,
  });
}

/** The flow that a browser brings back; `undefined` for none or anything else. */
export function readFlow(request: FastifyRequest, mode: Mode): Flow | undefined {
  const text = request.cookies[flowCookie(mode)];
  if (text === undefined || text.length > 4096) return undefined;
  const value = parse(Buffer.from(text, 'base64url').toString('utf8'));
  const { provider, state, nonce, verifier, invitation, ...rest } = (value ?? {}) as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return undefined;
  if (typeof provider !== 'string' || typeof state !== 'string') return undefined;
  if (typeof nonce !== 'string' || typeof verifier !== 'string') return undefined;
  if (invitation !== undefined && typeof invitation !== 'string') return undefined;
  const flow = { provider, state, nonce, verifier };
  return invitation === undefined ? flow : { ...flow, invitation };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
