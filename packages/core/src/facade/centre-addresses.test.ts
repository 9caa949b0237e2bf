import { afterEach, describe, expect, it, vi } from 'vitest';

import { centreAddresses, centreOfScript, createScriptPlace } from './centre-addresses.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the addresses of a centre', () => {
  it.each([
    ['https://cc.example.com', 'https://cc.example.com'],
    ['https://cc.example.com:8443/', 'https://cc.example.com:8443'],
    ['https://cc.example.com:443/base/?x=1#y', 'https://cc.example.com/base'],
    ['ws://localhost:8787/base', 'ws://localhost:8787/base'],
  ])('are below %s', (given, base) => {
    expect(centreAddresses('udesk', given)).toEqual({ socket: `${base}/seat`, exchange: `${base}/vendors/udesk/seat` });
  });

  it('may have the socket somewhere else', () => {
    expect(centreAddresses('ccsdk', 'https://a.example.com', 'wss://b.example.com/cc/')).toEqual({
      socket: 'wss://b.example.com/cc/seat',
      exchange: 'https://a.example.com/vendors/ccsdk/seat',
    });
  });

  it('are none for what is no address', () => {
    expect(() => centreAddresses('udesk', '')).toThrow(TypeError);
    expect(() => centreAddresses('udesk', 'https://a.example.com', 'b')).toThrow(TypeError);
  });
});

it.each([
  ['https://cc.example.com/vendors/tccc/sdk.js', 'https://cc.example.com'],
  ['https://cc.example.com/base/vendors/tccc/sdk.js?x=1', 'https://cc.example.com/base'],
  ['https://cc.example.com/sdk/mine.js', 'https://cc.example.com'],
])('a script at %s is of the centre at %s', (src, centre) => {
  expect(centreOfScript(src, '/vendors/')).toBe(centre);
});

describe('the place of a script', () => {
  /** As while a page runs the script that it has from there. */
  function running(src: string): void {
    class Script {
      readonly src = src;
    }
    vi.stubGlobal('HTMLScriptElement', Script);
    vi.stubGlobal('document', { currentScript: new Script() });
  }

  it('is that of the page, and nowhere outside of one', () => {
    const place = createScriptPlace('/sip-sdk.js');
    expect(place.centre()).toBe('');
    vi.stubGlobal('location', new URL('https://crm.example.com/desk?x=1'));
    expect(place.centre()).toBe('https://crm.example.com');
  });

  it('is remembered from when it ran; of a script without an address, or a module, there is none', () => {
    const place = createScriptPlace('/sip-sdk.js');
    place.remember();
    vi.stubGlobal('location', new URL('https://crm.example.com/'));
    running('');
    place.remember();
    vi.stubGlobal('document', { currentScript: null });
    place.remember();
    expect(place.centre()).toBe('https://crm.example.com');
    running('https://cc.example.com/base/sip-sdk.js');
    place.remember();
    vi.stubGlobal('document', undefined);
    expect(place.centre()).toBe('https://cc.example.com/base');
  });
});
