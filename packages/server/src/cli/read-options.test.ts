import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOptions } from './read-options.ts';
import { banner } from './texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'callstation-'));
const file = join(folder, 'centre.json');
const secret = 'Zk3v9QpL1xWm7TfR2uYc8HbN4sDg6JaE';
const app = { id: 'shop', secret, defaultCountry: 'CN', skillGroups: [{ id: 'sales', numbers: ['4000'] }] };
writeFileSync(file, JSON.stringify({ apps: [app], origins: ['https://crm.example'] }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function configOf(args: string[], env: Record<string, string> = {}) {
  const options = await readOptions(args, env);
  if (!options.run) throw new Error('help');
  return options.config;
}

describe('readOptions', () => {
  it('of the demo: this machine alone, fixed tenant, no drain', async () => {
    const options = await readOptions(['--demo'], {});
    expect(options).toMatchObject({ run: true, logLevel: 'warn', drainMs: 0 });
    expect(await configOf(['--demo'])).toMatchObject({ demo: true, host: 'localhost', port: 8787, basePath: '' });
    expect((await configOf(['--demo'])).tenants.map(({ id }) => id)).toEqual(['demo']);
  });

  it('of a product: every address, the tenants of the file, a drain', async () => {
    expect(await readOptions(['--config', file], {})).toMatchObject({ logLevel: 'info', drainMs: 30_000 });
    const config = await configOf([], { CALLSTATION_CONFIG: file });
    expect(config).toMatchObject({ demo: false, host: '0.0.0.0', origins: ['https://crm.example'] });
    expect(config.tenants.map(({ id }) => id)).toEqual(['shop']);
  });

  it('hands on whatever a configuration file says of the server', async () => {
    const said = {
      ...{
        origins: ['https://crm.example'],
        publicUrl: 'https://calls.example',
        scripts: [join(folder, 'scripts')],
        sounds: 'sounds',
      },
      ...{ recordings: { folder: 'taped' }, webhooks: { allowPrivate: true }, store: 'memory' },
      ...{ retention: { recordsDays: 7 }, iceServers: [{ urls: ['stun:stun.example'] }] },
      turn: { urls: ['turn:turn.example'], secret: 'north', ttl: 3600 },
    };
    const whole = join(folder, 'whole.json');
    writeFileSync(whole, JSON.stringify({ apps: [app], ...said }));
    const { store, ...config } = await configOf(['--config', whole]);
    expect(store).toEqual({ kind: 'memory' });
    const { store: _, retention: __, ...expected } = said;
    expect(config).toMatchObject({ ...expected, retention: { records: 7 } });
  });

  it('takes a store: memory for the demo, else a file, or what is named; a password is never repeated', async () => {
    expect((await configOf(['--demo'])).store).toEqual({ kind: 'memory' });
    expect((await configOf(['--config', file])).store).toEqual({ kind: 'file', path: 'callstation.db' });
    const env = { CALLSTATION_STORE: 'postgres://u:p@h/d' };
    expect((await configOf(['--demo'], env)).store).toEqual({ kind: 'postgres', url: 'postgres://u:p@h/d' });
    expect((await configOf(['--demo', '--store', 'file:x.db'], env)).store).toEqual({ kind: 'file', path: 'x.db' });
    await expect(configOf(['--demo', '--store', 'postgres//u:hunter2@h/d'])).rejects.toThrow(
      /^(?!.*hunter2)--store: must be memory, file:path or postgres:/su,
    );
  });

  it('takes a flag before the environment before the file', async () => {
    const env = { PORT: '9000', CALLSTATION_HOST: '127.0.0.1' };
    expect(await configOf(['--demo'], env)).toMatchObject({ port: 9000, host: '127.0.0.1' });
    expect(await configOf(['--demo', '--port', '0'], env)).toMatchObject({ port: 0 });
    expect(await configOf(['--config', file, '--origin', 'https://a'], {})).toMatchObject({ origins: ['https://a'] });
  });

  it('leaves HOST alone: shells and conda say something else with it', async () => {
    expect(await configOf(['--demo'], { HOST: 'x86_64-conda-linux-gnu' })).toMatchObject({ host: 'localhost' });
  });

  it('reads media, folders, base path and TURN', async () => {
    const config = await configOf(
      ['--demo', '--serve', '/=a', '--serve', '/react/=b/c', '--base-path', '/phone/', '--rtp-ports', '40000-40099'],
      { CALLSTATION_PUBLIC_IP: '203.0.113.7', CALLSTATION_TURN_URLS: 'turn:a, turns:b', CALLSTATION_TURN_SECRET: 's' },
    );
    expect(config).toMatchObject({
      basePath: '/phone',
      rtpPorts: [40_000, 40_099],
      publicIp: '203.0.113.7',
      turn: { urls: ['turn:a', 'turns:b'], secret: 's', ttl: 3600 },
    });
    expect(config.serve.map(({ prefix }) => prefix)).toEqual(['/', '/react/']);
  });

  it('makes a certificate that fits the host and the public address', async () => {
    expect(
      await configOf(
        ['--demo', '--public-url', 'https://calls.example/phone/', '--scripts', '/a', '--scripts', '/b'],
        {},
      ),
    ).toMatchObject({ publicUrl: 'https://calls.example/phone', scripts: ['/a', '/b'] });
    const { tls } = await configOf(['--demo', '--https', '--host', 'seat.example', '--public-ip', '203.0.113.7']);
    const certificate = new X509Certificate(tls?.cert ?? '');
    expect(certificate.checkHost('seat.example')).toBe('seat.example');
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('203.0.113.7')).toBe('203.0.113.7');
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 300 * 86_400_000);
    expect(tls?.key).toContain('PRIVATE KEY');
  });

  it.each([
    [['--prot', '1'], /Unknown option '--prot'/u],
    [['--port', '65536'], /--port/u],
    [['--port', 'http'], /--port/u],
    [['--port', '-1'], /--port/u],
    [['stray'], /--help/u],
    [['--config', '/nowhere.json'], /cannot read/u],
    [['--serve', 'react=dir'], /--serve/u],
    [['--serve', '/react=dir'], /--serve/u],
    [['--serve', '/x y/=dir'], /--serve/u],
    [['--base-path', 'phone'], /--base-path/u],
    [['--cert', 'x.pem'], /go together/u],
    [['--cert', 'x.pem', '--key', 'y.pem'], /--cert: cannot read/u],
    [['--public-ip', 'example.com'], /--public-ip/u],
    [['--public-url', 'calls.example'], /--public-url is wrong:\n {2}publicUrl: must be as/u],
    [['--rtp-ports', '40000'], /--rtp-ports/u],
    [['--rtp-ports', '40000-30000'], /--rtp-ports/u],
    [['--rtp-ports', '80-90'], /--rtp-ports/u],
    [['--log-level', 'loud'], /--log-level/u],
    [['--drain', 'long'], /--drain/u],
    [['--orphan-after', '-1'], /--orphan-after/u],
  ])('refuses %j in plain words', async (args, expected) => {
    const refused = readOptions(args, {});
    await expect(refused).rejects.toThrow(expected);
    await expect(refused).rejects.toMatchObject({ name: 'ConfigError' });
  });

  it('prints help instead of starting', async () => {
    expect(await readOptions(['-h'], {})).toEqual({ run: false, help: true });
  });
});

describe('banner', () => {
  it('of the demo tells where to go and what to dial', async () => {
    const text = banner(await configOf(['--demo']), 'http://localhost:1');
    for (const part of ['http://localhost:1/', 'alice', 'bob', 'carol', '10001', '10007', '20001', '20008'])
      expect(text).toContain(part);
    expect(text).toContain('this machine only');
    expect(text).not.toContain('--host');
  });

  it('warns where others reach the demo, and does not call it this machine’s', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'seat.lan']) {
      const text = banner(await configOf(['--demo', '--host', host]), 'http://localhost:1');
      expect(text).toContain(`--host ${host}: everybody who reaches this machine`);
      expect(text).not.toContain('this machine only');
    }
    for (const host of ['127.0.0.1', '::1', 'localhost'])
      expect(banner(await configOf(['--demo', '--host', host]), 'x')).toContain('this machine only');
  });

  it('names the agents a page can sign in as, and how sound travels', async () => {
    const text = banner(await configOf(['--demo']), 'http://localhost:1');
    expect(text).toMatch(/Agents +alice, bob, carol\n/u);
    expect(text).toContain('Sound travels by UDP ports on all addresses');
  });
});
