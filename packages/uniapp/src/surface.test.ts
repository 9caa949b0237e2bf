import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { END_REASONS, type EndReason } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';

import { endMessageOf, endNumberOf } from './end-reasons.ts';
import { TCCCEndReason } from './enums.ts';
import { EVENT_NAMES } from './events.ts';
import * as surface from './index.ts';
import { coverage } from './testing/coverage.ts';
import { openPage, told } from './testing/open-page.ts';
import {
  ALIASES,
  DEVICES,
  DOCUMENTED_ERRORS,
  ENUMS,
  EVENTS,
  MEMBERS,
  PUBLISHED_ERRORS,
  WARNINGS,
} from './testing/surface.ts';

const { TcccErrorCode, TcccWarningCode, TcccWorkstation } = surface;
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string };
const methodOf = (of: object, name: string) =>
  (Reflect.get(of, name) as (...args: unknown[]) => unknown).bind(of) as (...args: unknown[]) => unknown;
const isAnswer = (value: unknown): boolean =>
  Number.isInteger((value as { code: unknown }).code) && typeof (value as { message: unknown }).message === 'string';

describe('the class', () => {
  it('has every name, and no other but the one to drop it', () => {
    const own = (of: object): string[] =>
      Object.getOwnPropertyNames(of).filter((name) => typeof Reflect.get(of, name) === 'function');
    const names = (isStatic: boolean) =>
      MEMBERS.filter((one) => (one.static ?? false) === isStatic).map(({ name }) => name);
    expect(own(TcccWorkstation).toSorted()).toEqual(names(true).toSorted());
    expect(own(TcccWorkstation.prototype).toSorted()).toEqual([...names(false), 'constructor', 'destroy'].toSorted());
  });

  it('is one for all pages until it is destroyed, and says its version', () => {
    const one = TcccWorkstation.sharedInstance();
    expect(TcccWorkstation.sharedInstance()).toBe(one);
    TcccWorkstation.destroyInstance();
    TcccWorkstation.destroyInstance();
    expect(TcccWorkstation.sharedInstance()).not.toBe(one);
    TcccWorkstation.destroyInstance();
    for (const version of [TcccWorkstation.getSDKVersion(), one.getVersion(), one.getSDKVersion()])
      expect(version).toBe(manifest.version);
  });

  it.each(MEMBERS.filter((one) => one.gives === 'promise').map((one) => [one.name, one.args ?? []] as const))(
    '%s answers a callback, and without one by a promise',
    async (name, args) => {
      const { tccc, centre } = await openPage();
      centre.callIn();
      const method = methodOf(tccc, name);
      const before: unknown = await Promise.resolve(method(...args)).catch((error: unknown) => error);
      expect(isAnswer(before)).toBe(true);
      expect(await told((callback) => expect(method(...args, callback)).toBeUndefined())).toSatisfy(isAnswer);
      const silent = method(...args, null);
      expect(silent === undefined || silent instanceof Promise).toBe(true);
    },
  );

  it.each(MEMBERS.filter((one) => !one.static && one.gives !== 'promise' && one.name !== 'on'))(
    '$name gives its $gives at once',
    async ({ name, gives }) => {
      const { tccc } = await openPage();
      const given = methodOf(tccc, name)('onError');
      expect(typeof given).toBe({ nothing: 'undefined', text: 'string', object: 'object' }[gives as string]);
    },
  );

  it.each(DEVICES)('getDeviceManager().$name answers at once by a number', async ({ name, arg }) => {
    const { tccc } = await openPage();
    const given = methodOf(tccc.getDeviceManager(), name)(...(arg === undefined ? [] : [arg]));
    // Where nobody can: 501; and until somebody does, 100.
    expect(given).toBe(arg === undefined ? 100 : 501);
    if (arg === undefined) return;
    for (const wrong of [undefined, null, 'loud', -1, 151, Number.NaN])
      expect(methodOf(tccc.getDeviceManager(), name)(wrong)).toBe(-198);
  });
});

describe('names and numbers', () => {
  it('of events are all there', () => {
    expect(EVENTS.map(({ name }) => name)).toEqual([...EVENT_NAMES]);
  });

  it.each(Object.entries(ENUMS))('of %s are those of the vendor, both ways', (name, numbers) => {
    const given: unknown = Reflect.get(surface, name);
    const back = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [value, key]));
    expect(given).toEqual({ ...numbers, ...back });
    expect(Object.isFrozen(given)).toBe(true);
  });

  it('of errors are those of the vendor, both ways', () => {
    expect(TcccErrorCode).toMatchObject(DOCUMENTED_ERRORS);
    const codes = Object.values(TcccErrorCode).filter((value) => typeof value === 'number');
    expect(new Set(codes)).toEqual(new Set([...Object.values(DOCUMENTED_ERRORS), ...PUBLISHED_ERRORS]));
    for (const code of codes) expect(Reflect.get(TcccErrorCode, TcccErrorCode[code] ?? '')).toBe(code);
    expect(Object.values(TcccWarningCode).filter((value) => typeof value === 'number')).toEqual(WARNINGS);
  });

  it.each(ALIASES)('%s is %s', (name, same) => {
    expect(Reflect.get(surface, name)).toBe(Reflect.get(surface, same));
  });
});

describe('the end of a call', () => {
  const SAMPLES: Partial<Record<EndReason, keyof typeof TCCCEndReason>> = {
    ...{ localHangup: 'LocalBye', remoteHangup: 'RemoteBye', localCancel: 'LocalCancel', remoteCancel: 'RemoteCancel' },
    ...{ localReject: 'LocalCancel', rejected: 'Rejected', noAnswer: 'Timeout', requeued: 'Timeout' },
    ...{ transferred: 'Referred', takenElsewhere: 'Replaced' },
  };

  it.each(END_REASONS)('%s has a number and words, and a failure names its status', (reason) => {
    const end = { reason, by: 'peer' as const };
    const number = endNumberOf(end);
    expect(TCCCEndReason[number]).toBe(SAMPLES[reason] ?? 'Error');
    for (const language of ['en', 'zh-CN']) {
      const text = endMessageOf(end, language);
      expect(/SipReason: \d{3} /u.test(text)).toBe(number === TCCCEndReason.Error);
    }
    expect(endMessageOf(end, 'en')).not.toBe(endMessageOf(end, 'zh'));
  });

  it('names the status and the words that the network gave', () => {
    const end = { reason: 'busy', by: 'peer', cause: { sip: 600, text: 'Busy Everywhere' } } as const;
    expect(endMessageOf(end, 'en')).toBe('Busy (SipReason: 600 Busy Everywhere)');
  });

  it('is not the agent’s doing where the centre did it', () => {
    for (const by of ['supervisor', 'system', 'timer'] as const)
      expect(endNumberOf({ reason: 'localHangup', by })).toBe(TCCCEndReason.Error);
  });
});

describe('COVERAGE.md', () => {
  it('is what the tables say; UPDATE_DOCS=1 writes it', () => {
    const file = join(import.meta.dirname, '../COVERAGE.md');
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, coverage());
    expect(readFileSync(file, 'utf8')).toBe(coverage());
  });
});
