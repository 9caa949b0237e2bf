import { describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { parseStore, redacted, storeName } from './target.ts';

describe('the name of a store', () => {
  it.each([
    ['memory', { kind: 'memory' }],
    ['file:data/a.db', { kind: 'file', path: 'data/a.db' }],
    ['postgres://u:p@h/d', { kind: 'postgres', url: 'postgres://u:p@h/d' }],
    ['postgresql:///d?host=/tmp', { kind: 'postgres', url: 'postgresql:///d?host=/tmp' }],
    ['file:', null],
    ['mysql://h/d', null],
    ['postgres://h:notaport/d', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(parseStore(text)).toEqual(expected);
  });

  it('never shows a password, however it is written', () => {
    const target = parseStore('postgres://u:hun%2Fter@h:5432/d?password=secret2');
    if (target === null) throw new Error('not read');
    expect(storeName(target)).toBe('postgres://u:***@h:5432/d?password=***');
    expect(redacted('no hun/ter, no hun%2Fter, no secret2', target)).toBe('no ***, no ***, no ***');
  });

  it('is in the refusal, without the password, when it cannot be used', async () => {
    const target = parseStore('postgres://u:hunter2@127.0.0.1:1/d');
    if (target === null) throw new Error('not read');
    const refused = openStore(target, () => undefined);
    await expect(refused).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(refused).rejects.toThrow(/^(?!.*hunter2).*postgres:\/\/u:\*\*\*@127\.0\.0\.1:1\/d cannot be used/su);
  });
});
