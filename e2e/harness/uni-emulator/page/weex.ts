interface FetchOptions {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}
interface Fetched {
  ok: boolean;
  status: number;
  data?: string;
  headers?: object;
  errorMsg?: string;
}

/** The native modules of the logic layer. What is not among them was not built in. */
const MODULES: Readonly<Record<string, object>> = {
  plus: {
    getLanguage: () => 'en',
    getSystemInfoSync: () => ({ osName: 'android', osVersion: '14', platform: 'android', deviceBrand: '' }),
  },
  globalEvent: { addEventListener: () => undefined, removeEventListener: () => undefined },
  // What the compiler puts in the place of `crypto`.
  'DCloud-Crypto': {
    getRandomValues: (length: number) => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(length)))),
  },
  stream: {
    fetch({ url, method, headers, body }: FetchOptions, done: (answer: Fetched) => void) {
      fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
        .then(async (answer) => done({ ok: answer.ok, status: answer.status, data: await answer.text(), headers: {} }))
        .catch((error: unknown) => done({ ok: false, status: 0, errorMsg: String(error) }));
    },
  },
};

/** The logic layer's native half. */
export const weex = {
  config: { env: { scale: 1, deviceWidth: innerWidth, platform: 'android' } },
  requireModule: (name: string): object | undefined => MODULES[name],
};
