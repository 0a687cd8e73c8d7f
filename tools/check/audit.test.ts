import { describe, expect, test } from 'vitest';
import { judgeAudit } from '../bootstrap/audit.mjs';

const report = (total: number, prod: number, vulnerabilities: object = {}): string =>
  JSON.stringify({ metadata: { vulnerabilities: { total }, dependencies: { prod } }, vulnerabilities });

describe('what npm says of known weaknesses', () => {
  test('is clean only where it looked at packages and found none', () => {
    expect(judgeAudit(report(0, 312))).toEqual({ kind: 'clean' });
  });

  test('is a failure that names what was found', () => {
    const found = { leaky: { name: 'leaky', severity: 'high', range: '<1.2.3' } };
    expect(judgeAudit(report(1, 312, found))).toEqual({ kind: 'weak', lines: ['  leaky <1.2.3: high'] });
    expect(judgeAudit(report(2, 312)).kind).toBe('weak');
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'npm error code ENOTFOUND'],
    ['another form', '{}'],
    ['a count that is no number', '{"metadata":{"vulnerabilities":{"total":"0"},"dependencies":{"prod":1}}}'],
    ['a report of no packages', report(0, 0)],
  ])('%s is no pass', (_, said) => {
    expect(judgeAudit(said)).toEqual({ kind: 'not-asked', reason: 'npm gave no report' });
  });

  test('a registry that does not answer such questions is named by its status, never by its host', () => {
    const message =
      '405 Method Not Allowed - POST https://packages.invalid/-/npm/v1/security/advisories/bulk';
    expect(judgeAudit(JSON.stringify({ message, error: {} }))).toEqual({
      kind: 'not-asked',
      reason: '405 Method Not Allowed',
    });
  });
});
