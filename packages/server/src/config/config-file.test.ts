import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { encodeAdpcmWav } from '../sound/adpcm.ts';
import { checkSecrets } from './check-secrets.ts';
import { parseConfigFile } from './config-file.ts';
import { demoTenant } from './demo-tenant.ts';
import { iceServersFor } from './ice-servers.ts';

const secret = 'Zk3v9QpL1xWm7TfR2uYc8HbN4sDg6JaE';
const app = { id: 'shop', secret, defaultCountry: 'CN', skillGroups: [{ id: 'sales', numbers: ['4000'] }] };
const read = (value: unknown) => parseConfigFile(JSON.stringify(value), 'centre.json');

const DAYS = { hours: { timeZone: 'UTC', weekly: [{ days: [0], from: '09:00', to: '10:00' }] } };

describe('parseConfigFile', () => {
  it('fills in what is left out', () => {
    const { apps } = read({ apps: [{ ...app, agents: [{ id: 'dora' }] }] });
    expect(apps?.[0]).toMatchObject({
      trunk: 'simulator',
      skillGroups: [{ name: 'sales', members: '*', ringTimeoutMs: 20_000, wrapUpMs: 0, strategy: 'longest-idle' }],
      agents: [{ id: 'dora', name: 'dora', role: 'agent' }],
    });
  });

  it('reads numbers, pools, phones, break reasons and IVRs', () => {
    const more = {
      callerPool: 'north',
      numberPools: [{ id: 'north', numbers: ['+864001000201'] }],
      breakReasons: [{ id: 'lunch', code: 101 }],
      terminals: { server: 'pbx.shop.example:5061', tellPassword: true },
      ivrs: [{ id: 'menu', name: 'Menu', entry: 'n1', nodes: [{ id: 'n1', kind: 'group', skillGroup: 'sales' }] }],
      agents: [
        {
          ...{ id: 'dora', phone: '20001', mobile: '+8613800138000', phonePassword: 'secret' },
          ...{ email: 'dora@shop.example', workId: '0815' },
        },
      ],
      phoneSignInMs: 3_600_000,
    };
    const { apps } = read({ apps: [{ ...app, ...more }] });
    expect(apps?.[0]).toMatchObject({
      callerPool: 'north',
      numberPools: [{ id: 'north', name: 'north' }],
      breakReasons: [{ id: 'lunch', name: 'lunch', code: 101 }],
      terminals: more.terminals,
      ivrs: [{ id: 'menu', name: 'Menu', entry: 'n1', nodes: [{ id: 'n1', name: 'n1', kind: 'group' }] }],
      agents: more.agents,
      phoneSignInMs: 3_600_000,
    });
    expect(() => read({ apps: [{ ...app, callerPool: 'south' }] })).toThrow('callerPool of shop names south');
    const twice = { ...app, numberPools: [...more.numberPools, ...more.numberPools] };
    expect(() => read({ apps: [twice] })).toThrow('number pool of shop north stands twice');
    const sameCode = { ...app, breakReasons: [...more.breakReasons, { id: 'tea', code: 101 }] };
    expect(() => read({ apps: [sameCode] })).toThrow('code of a break reason of shop 101 stands twice');
    expect(() => read({ apps: [{ ...app, agents: [{ id: 'dora', email: 'dora' }] }] })).toThrow('an e-mail address');
    expect(() => read({ apps: [{ ...app, terminals: { server: 'sip://x' } }] })).toThrow('must be host or host:port');
  });

  it('sees prompt files from the configuration file, and checks them and the graph', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'callstation-'));
    const path = join(folder, 'centre.json');
    const menu = { id: 'in', kind: 'hangup', prompt: { file: 'bye.wav' } };
    const text = (nodes: unknown[]) =>
      JSON.stringify({ apps: [{ ...app, ivrs: [{ id: 'main', numbers: ['4009'], entry: 'in', nodes }] }] });
    expect(() => parseConfigFile(text([menu]), path)).toThrow(
      `IVR main of shop: node in: prompt file ${join(folder, 'bye.wav')} cannot be read; put it there`,
    );
    await writeFile(join(folder, 'bye.wav'), 'no sound');
    expect(() => parseConfigFile(text([menu]), path)).toThrow('bye.wav cannot be played; save it as WAV');
    await writeFile(join(folder, 'bye.wav'), encodeAdpcmWav(new Int16Array(1600)));
    const read = parseConfigFile(text([menu]), path).apps?.[0]?.ivrs?.[0];
    expect(read?.nodes).toEqual([{ ...menu, name: 'in', prompt: { file: join(folder, 'bye.wav') } }]);
    const lost = [menu, { id: 'x', kind: 'group', skillGroup: 'nobody' }];
    expect(() => parseConfigFile(text(lost), path)).toThrow('there is no skill group nobody; name one of sales');
    await rm(folder, { recursive: true });
  });

  it.each([
    ['a kind that is none', { kind: 'queue' }, /ivrs\.0\.nodes\.0\.kind: must be \("play" \| "keys"/u],
    ['a prompt that is none', { kind: 'hangup', prompt: 'bye.wav' }, /nodes\.0\.prompt: must be Object/u],
    ['a day that is none', { kind: 'hours', ...DAYS, open: 'in', closed: 'in' }, /days\.0: must be 1 \(Monday\)/u],
    ['a way that is missing', { kind: 'play' }, /nodes\.0\.next: is missing/u],
  ])('says what is wrong with an IVR: %s', (_, node, expected) => {
    const ivrs = [{ id: 'main', entry: 'in', nodes: [{ id: 'in', ...node }] }];
    expect(() => read({ apps: [{ ...app, ivrs }] })).toThrow(expected);
  });

  it('refuses a number that a group and an IVR both have', () => {
    const ivrs = [{ id: 'main', numbers: ['4000'], entry: 'in', nodes: [{ id: 'in', kind: 'hangup' }] }];
    expect(() => read({ apps: [{ ...app, ivrs }] })).toThrow('number 4000 stands twice');
  });

  it.each([
    ['not JSON', '{', /centre\.json is not JSON/u],
    ['no apps', JSON.stringify({ apps: [] }), /apps: must have at least one/u],
    ['a misspelt option', JSON.stringify({ apps: [{ ...app, secert: 'x' }] }), /apps\.0\.secert: is not an option/u],
    ['a missing option', JSON.stringify({ apps: [{ id: 'x', secret }] }), /apps\.0\.\w+: is missing/u],
    [
      'a short secret',
      JSON.stringify({ apps: [{ ...app, secret: 'short' }] }),
      /apps\.0\.secret: must have at least 32/u,
    ],
    ['a wrong type', JSON.stringify({ origins: 'x' }), /origins: must be Array/u],
    ['an origin with a path', JSON.stringify({ origins: ['https://a/b'] }), /origins\.0: must be an origin/u],
    [
      'a country in small letters',
      JSON.stringify({ apps: [{ ...app, defaultCountry: 'cn' }] }),
      /two capital letters/u,
    ],
    ['a TURN that is STUN', JSON.stringify({ turn: { urls: ['stun:x'], secret: 's' } }), /turn\.urls\.0: must begin/u],
    ['an app twice', JSON.stringify({ apps: [app, { ...app, secret: `${secret}x` }] }), /app id shop stands twice/u],
    [
      'a secret shared',
      JSON.stringify({ apps: [app, { ...app, id: 'b', skillGroups: [{ id: 's' }] }] }),
      /secret or apiKey stands twice/u,
    ],
  ])('says what is wrong: %s', (_, text, expected) => {
    expect(() => parseConfigFile(text, 'centre.json')).toThrow(expected);
  });

  it('reads what becomes of callers and agents of a group', () => {
    const group = {
      id: 'sales',
      members: ['dora', { agent: 'eve', level: 3, order: 1 }],
      strategy: 'skill',
      preferLastAgent: { withinMs: 1000 },
      noAnswer: { break: 'away' },
      queue: { greeting: { say: 'one-moment' }, position: { everyMs: 30_000 } },
      maxWaitMs: 60_000,
      overflow: { full: { number: '4000' } },
      dispositions: [{ id: 'solved' }],
    };
    const { apps } = read({ apps: [{ ...app, signIn: 'single', seats: 3, skillGroups: [group] }] });
    expect(apps?.[0]).toMatchObject({
      signIn: 'single',
      seats: 3,
      skillGroups: [
        {
          ...group,
          preferLastAgent: { withinMs: 1000, waitMs: 0 },
          dispositions: [{ id: 'solved', name: 'solved' }],
        },
      ],
    });
  });

  it.each([
    [{ overflow: { full: { skillGroup: 'nowhere' } } }, 'overflow.full names nowhere, which is no skill group'],
    [{ overflow: { closed: { skillGroup: 'sales' } } }, 'overflow.closed leads back to itself'],
    [{ queue: { greeting: { say: 'nothing' } } }, 'there is no prompt nothing'],
    [{ queue: { music: { file: 'none.wav' } } }, 'none.wav cannot be read'],
    [{ hours: { timeZone: 'Mars/Base', weekly: [] } }, 'time zone Mars/Base is not known'],
    [{ strategy: 'loudest' }, 'apps.0.skillGroups.0.strategy: must be'],
    [{ queue: { comfort: { prompt: { say: 'please-wait' }, everyMs: 10 } } }, 'everyMs'],
  ])('refuses %j', (over, expected) => {
    expect(() => read({ apps: [{ ...app, skillGroups: [{ id: 'sales', ...over }] }] })).toThrow(expected);
  });

  it('knows no break but those the app names, where it names any', () => {
    const group = { id: 'sales', noAnswer: { break: 'away' } };
    const named = (breakReasons: unknown[]) => () => read({ apps: [{ ...app, breakReasons, skillGroups: [group] }] });
    expect(named([{ id: 'lunch' }])).toThrow(
      'skill group sales of shop: noAnswer names the break away, which is none of breakReasons: lunch',
    );
    expect(named([{ id: 'lunch' }, { id: 'away' }])).not.toThrow();
    expect(named([])).not.toThrow();
  });

  it('reads whom agents may call', () => {
    const dialling = { countries: ['CN', 'HK'], premium: true, allow: ['+4420'], deny: ['955'], perAgentPerMinute: 5 };
    const group = { id: 'sales' };
    expect(read({ apps: [{ ...app, dialling, skillGroups: [group] }] }).apps?.[0]?.dialling).toEqual(dialling);
    const all = { ...dialling, countries: '*' };
    expect(read({ apps: [{ ...app, dialling: all, skillGroups: [group] }] }).apps?.[0]?.dialling).toEqual(all);
  });

  it.each([
    [{ countries: ['China'] }, 'dialling.countries'],
    [{ deny: ['+44 (20)'] }, 'dialling.deny.0: must be digits'],
    [{ deny: ['.*'] }, 'dialling.deny.0: must be digits'],
    [{ perRangePerMinute: 0 }, 'dialling.perRangePerMinute'],
    [{ prefixes: [] }, 'dialling.prefixes: is not an option'],
  ])('refuses dialling %j', (dialling, expected) => {
    expect(() => read({ apps: [{ ...app, dialling, skillGroups: [{ id: 'sales' }] }] })).toThrow(expected);
  });

  const tccc = { sdkAppId: 7, secretId: 'account-1', secretKey: secret };
  it.each([
    [[{ ...tccc, secretKey: 'short' }], 'vendors.tccc.secretKey: must have at least 32 characters'],
    [[{ ...tccc, sdkAppId: '7' }], 'vendors.tccc.sdkAppId: must be number'],
    [[{ ...tccc, secretId: 'a b' }], 'vendors.tccc.secretId: must be'],
    [[tccc, { ...tccc, secretId: 'account-2' }], 'sdkAppId 7 stands twice'],
    [[tccc, { ...tccc, sdkAppId: 8, secretKey: `${secret}x` }], 'stands twice, with different keys'],
  ])('refuses vendors %j', (all, expected) => {
    const apps = all.map((one, at) => ({
      ...{ ...app, id: `app-${at}`, secret: `${secret}${at}` },
      ...{ skillGroups: [{ id: 'sales', numbers: [`400${at}`] }], vendors: { tccc: one } },
    }));
    expect(() => read({ apps })).toThrow(expected);
  });

  it.each([
    [{ udesk: { appId: 'app-00001', secret } }, 'vendors.udesk.appId stands twice'],
    [{ ccsdk: { apiKey: 'key-00001', secret } }, 'vendors.ccsdk.apiKey stands twice'],
  ])('refuses the same vendor’s name in two apps: %j', (vendors, expected) => {
    const apps = [0, 1].map((at) => ({
      ...{ ...app, id: `app-${at}`, secret: `${secret}${at}`, vendors },
      skillGroups: [{ id: 'sales', numbers: [`400${at}`] }],
    }));
    expect(() => read({ apps })).toThrow(expected);
  });

  it('sees an announcement from its own folder, and refuses one that cannot be played wherever it is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'callstation-'));
    try {
      await writeFile(join(folder, 'taped.wav'), encodeAdpcmWav(new Int16Array(1600)));
      const file = join(folder, 'centre.json');
      const readThere = (announce: string | boolean) => {
        const rule = { in: 'on', announce };
        const groups = [{ ...app.skillGroups[0], recording: rule }];
        const apps = [{ ...app, recording: rule, numberRecording: { 4000: rule }, skillGroups: groups }];
        return parseConfigFile(JSON.stringify({ apps }), file).apps?.[0];
      };
      const rule = { in: 'on', announce: join(folder, 'taped.wav') };
      expect(readThere('taped.wav')).toMatchObject({
        ...{ recording: rule, numberRecording: { 4000: rule }, skillGroups: [{ recording: rule }] },
      });
      expect(readThere(true)).toMatchObject({ recording: { announce: true } });
      for (const whose of ['app shop', 'number 4000 of shop', 'skill group sales of shop'])
        expect(() => readThere('missing.wav')).toThrow(`${whose}: recording.announce: prompt file`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('never shows a value', () => {
    expect(() => read({ apps: [{ ...app, secret: 'hunter2' }] })).toThrow(/^(?!.*hunter2)/su);
  });
});

describe('checkSecrets', () => {
  const tenant = { ...demoTenant, id: 'shop', secret, vendors: {} };
  it('lets the demo have its own, and production a good one', () => {
    expect(() => checkSecrets({ demo: true, tenants: [demoTenant] })).not.toThrow();
    expect(() => checkSecrets({ demo: false, tenants: [tenant] })).not.toThrow();
  });
  it.each([
    ['no app', [], /No app/u],
    ['the demo secret', [demoTenant], /demo secret/u],
    ['the demo secret as a key', [{ ...tenant, apiKey: demoTenant.secret }], /demo secret/u],
    ['a repeated letter', [{ ...tenant, secret: 'a'.repeat(64) }], /can be guessed/u],
    ['a demo key of a vendor', [{ ...tenant, vendors: demoTenant.vendors ?? {} }], /demo secret under vendors/u],
    ['a short key', [{ ...tenant, apiKey: 'abcdefghijkl' }], /can be guessed/u],
  ])('refuses production with %s', (_, tenants, expected) => {
    expect(() => checkSecrets({ demo: false, tenants })).toThrow(expected);
  });
});

describe('iceServersFor', () => {
  it('makes a TURN credential as coturn wants it', () => {
    const clock = createFakeClock(1_700_000_000_000);
    const turn = { urls: ['turn:t.example'], secret: 'north', ttl: 3600 };
    const [stun, made] = iceServersFor('p1', { iceServers: [{ urls: ['stun:s.example'] }], turn }, clock);
    expect(stun).toEqual({ urls: ['stun:s.example'] });
    // printf 1700003600:p1 | openssl dgst -sha1 -hmac north -binary | base64
    expect(made).toEqual({
      urls: ['turn:t.example'],
      username: '1700003600:p1',
      credential: '4EEMVinF9VQKZF50YH25G6+f6lw=',
    });
  });
});
