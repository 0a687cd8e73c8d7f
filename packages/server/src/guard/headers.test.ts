import { signSignIn } from '@rapport/api';
import { parseUtf8 } from '@rapport/record';
import { expect, test } from 'vitest';
import { openTestServer } from '../testing/test-server.ts';

test('every answer says what a page may do: no inline script, no eval, no frame, nothing of the device', async () => {
  const test_ = await openTestServer();
  const answers = await Promise.all(
    ['/', '/api/v1/organisation', '/api/v1/notices', '/no-such-page', '/api/no-such', '/log/checkpoint'].map(
      (url) => test_.app.inject({ url }),
    ),
  );
  for (const { headers } of answers) {
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none';script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script';trusted-types rapport-worker");
    expect(policy).not.toContain('allow-duplicates');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|eval|https?:|\*/);
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  }
  await test_.close();
});

test('in a demonstration the cookie is for this host and no script', async () => {
  const test_ = await openTestServer();
  const { challenge } = await (await test_.client()).challenge();
  const claim = { challenge, log: test_.server.origin, participant: 'KZ', office: 'focal-point' };
  const note = parseUtf8(await signSignIn(claim, test_.signer('KZ', 'focal-point'))) ?? '';
  const answer = await test_.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { note } });
  expect(answer.headers['set-cookie']).toMatch(
    /^rapport_session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  await test_.close();
});

test('in production the browser is held to HTTPS', async () => {
  const test_ = await openTestServer({ RAPPORT_MODE: 'production' });
  const { headers } = await test_.app.inject({ url: '/' });
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  const out = await test_.app.inject({ method: 'DELETE', url: '/api/v1/session' });
  expect(out.headers['set-cookie']).toMatch(/^__Host-rapport_session=; .*Path=\/.*Secure/);
  await test_.close();
});
