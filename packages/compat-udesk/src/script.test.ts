import type { SeatRequest } from '@callstation/core/facade';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { script } from './centre-urls.ts';
import './global.ts';
import { UdeskCCPaasApiClass, type Credential } from './index.ts';

let sockets: string[] = [];
beforeEach(() => {
  sockets = [];
  class Socket extends EventTarget {
    readonly readyState = 0;
    constructor(url: string) {
      super();
      sockets.push(url);
    }
    close(): void {}
  }
  vi.stubGlobal('WebSocket', Socket);
});
afterEach(() => vi.unstubAllGlobals());

/** As while a page runs the script that it has from there. */
function runFrom(src: string): void {
  class Script {
    readonly src = src;
  }
  vi.stubGlobal('HTMLScriptElement', Script);
  vi.stubGlobal('document', { currentScript: new Script() });
  script.remember();
  vi.stubGlobal('document', undefined);
}

/** A page as the document has it, which says where the centre is or not: what it asked for, and where its socket is. */
async function signIn(addresses: object): Promise<[SeatRequest<Credential> | undefined, string | undefined]> {
  const Class = Reflect.get(globalThis, 'UdeskCCPaasApiClass') as typeof UdeskCCPaasApiClass;
  const asked: SeatRequest<Credential>[] = [];
  class Provider extends Class.AppDataProvider {
    override GetToken() {
      return Promise.resolve({ appId: 'app-1', timestamp: '1700000000', token: 'ab12' });
    }
  }
  const api = new Class({
    ...{ AgentId: 'alice', AppId: 'app-1', AppDataProvider: new Provider(), Log: () => undefined, ...addresses },
    exchange: async (request) => {
      asked.push(request);
      return 'seat-token';
    },
  });
  api.Init();
  await vi.waitFor(() => expect(sockets).toHaveLength(1));
  api.Destroy();
  return [asked[0], sockets[0]];
}

const body = { agentId: 'alice', appId: 'app-1', timestamp: '1700000000', token: 'ab12' };

it('brings the class as a global', () => {
  expect(Reflect.get(globalThis, 'UdeskCCPaasApiClass')).toBe(UdeskCCPaasApiClass);
});

it('finds the centre where the script came from', async () => {
  runFrom('https://cc.example.com/base/ccpaas-phone-sdk/sdk/cti-phone/2.1.0/call-center-class.es6.js');
  expect(await signIn({})).toEqual([
    { url: 'https://cc.example.com/base/vendors/udesk/seat', body },
    'wss://cc.example.com/base/seat',
  ]);
});

it('finds it where Domain and HttpDomain say instead', async () => {
  runFrom('https://cdn.example.com/call-center-class.es6.js');
  const addresses = { Domain: 'wss://a.example.com:443/ws', HttpDomain: 'https://b.example.com:443/backend' };
  expect(await signIn(addresses)).toEqual([
    { url: 'https://b.example.com/vendors/udesk/seat', body },
    'wss://a.example.com/seat',
  ]);
});
