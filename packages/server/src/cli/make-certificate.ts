import { isIP } from 'node:net';
import { generate } from 'selfsigned';

const DAY = 24 * 3600_000;

/** A certificate of our own for this machine and `names`, good for a year. Browsers warn about it once. */
export async function makeCertificate(names: readonly string[]): Promise<{ cert: string; key: string }> {
  const all = [...new Set(['localhost', '127.0.0.1', '::1', ...names])];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 365 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: all.map((one) => (isIP(one) ? { type: 7 as const, ip: one } : { type: 2 as const, value: one })),
      },
    ],
  });
  return { cert, key };
}
