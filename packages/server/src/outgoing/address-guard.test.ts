import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './address-guard.ts';
import { targetProblem } from './target-url.ts';

describe('where this server may post', () => {
  it.each(['1.1.1.1', '172.15.255.255', '172.32.0.1', '100.128.0.1', '192.167.1.1', '2606:4700::1111', '2400:da00::1'])(
    '%s is on the internet',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
      expect(targetProblem(`https://${address.includes(':') ? `[${address}]` : address}/x`, false)).toBeNull();
    },
  );

  it.each([
    ...['127.0.0.1', '127.255.0.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...[
      '169.254.169.254',
      '100.64.0.1',
      '100.127.255.255',
      '192.0.0.170',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'fec0::1', '100::1', '::127.0.0.1'],
    ...['localhost', '', 'example.com', '1.2.3', '1.2.3.4.5'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ...['https://127.0.0.1/', 'https://127.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://0177.0.0.1/'],
    ...['https://[::1]/', 'https://[::ffff:7f00:1]/', 'https://[fd00:ec2::254]/', 'https://169.254.169.254/latest'],
    ...['https://localhost/', 'https://LOCALHOST:8443/', 'https://app.localhost/', 'https://metadata.google.internal/'],
    ...['https://printer.local/', 'https://localhost./', 'https://127.0.0.1./'],
    ...['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'example.com', ''],
    ...['https://user@example.com/', 'https://user:pass@example.com/', `https://example.com/${'x'.repeat(2048)}`],
  ])('%s is refused', (url) => {
    const problem = targetProblem(url, false);
    expect(problem).toMatch(/^must /u);
    expect(problem).not.toContain('example');
  });

  it('takes http and private addresses only where that is allowed, and never a password', () => {
    expect(targetProblem('http://127.0.0.1:8080/x', true)).toBeNull();
    expect(targetProblem('http://crm.internal/x', true)).toBeNull();
    expect(targetProblem('ftp://127.0.0.1/x', true)).toMatch(/https/u);
    expect(targetProblem('http://user:pass@127.0.0.1/', true)).toMatch(/password/u);
  });
});
