import { describe, expect, it } from 'vitest';

import { socketUrl } from './control-url.ts';

describe('the control URL', () => {
  it.each([
    ['/seat', 'https://crm.test/app/page?x#y', 'wss://crm.test/seat'],
    ['/seat', 'http://localhost:8787/react/', 'ws://localhost:8787/seat'],
    ['https://centre.test/base/seat', undefined, 'wss://centre.test/base/seat'],
    ['ws://centre.test/seat#x', 'https://crm.test/', 'ws://centre.test/seat'],
    ['/sip?ticket=1', 'wss://centre.test/seat', 'wss://centre.test/sip?ticket=1'],
  ])('%s on %s is %s', (url, base, expected) => {
    expect(socketUrl(url, base)).toBe(expected);
  });

  it.each([
    ['/seat', undefined],
    ['ftp://centre.test', undefined],
    ['http://', undefined],
  ])('%s on %s is refused', (url, base) => {
    expect(() => socketUrl(url, base)).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
  });
});
