import { CallstationError } from '@callstation/core';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { centreUrls } from './centre-urls.ts';
import { tokenData } from './token-data.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the centre’s addresses', () => {
  it.each([
    [
      'wss://cc.example.com:443/ws',
      'https://cc.example.com:443/backend',
      'wss://cc.example.com/seat',
      'https://cc.example.com/vendors/udesk/seat',
    ],
    ['wss://cc.example.com/ws', ' ', 'wss://cc.example.com/seat', 'https://cc.example.com/vendors/udesk/seat'],
    [
      'wss://a.example.com/base/ws/',
      'https://b.example.com/base/backend/',
      'wss://a.example.com/base/seat',
      'https://b.example.com/base/vendors/udesk/seat',
    ],
    [
      'ws://localhost:8787/ws',
      'http://localhost:8787',
      'ws://localhost:8787/seat',
      'http://localhost:8787/vendors/udesk/seat',
    ],
    ['', 'https://cc.example.com/backend', 'https://cc.example.com/seat', 'https://cc.example.com/vendors/udesk/seat'],
  ])('of %s and %s', (domain, httpDomain, socket, exchange) => {
    expect(centreUrls(domain, httpDomain)).toEqual({ socket, exchange });
  });

  it('are the page’s own where nothing is said, and nobody’s outside of a page', () => {
    expect(() => centreUrls(' ', ' ')).toThrow(TypeError);
    vi.stubGlobal('location', new URL('https://crm.example.com/desk?x=1'));
    expect(centreUrls(' ', ' ')).toEqual({
      socket: 'https://crm.example.com/seat',
      exchange: 'https://crm.example.com/vendors/udesk/seat',
    });
  });
});

describe('what a provider gives', () => {
  it('needs what the document says', () => {
    expect(tokenData({ timestamp: 1, token: 'a' }, 'app-1')).toEqual({ appId: 'app-1', timestamp: 1, token: 'a' });
    for (const wrong of [null, 'token', {}, { token: 'a' }, { appId: 1, timestamp: 1, token: 'a' }]) {
      expect(() => tokenData(wrong, '')).toThrow(CallstationError);
    }
  });
});
