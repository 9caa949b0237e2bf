import type { FetchJson } from '@callstation/core/facade';

import { uniApi, type Uni } from '../uni.ts';

/** The page's own `fetch`; in a mini-program and the logic layer of an App, which have none, `uni.request`. */
export const anyFetch: FetchJson = (url, init) => {
  const api = uniApi();
  return typeof fetch === 'function' || api === null ? fetch(url, init) : byUni(api, url, init);
};

function byUni(api: Uni, url: string, init: Parameters<FetchJson>[1]): ReturnType<FetchJson> {
  return new Promise((resolve, reject) => {
    api.request({
      url,
      method: init.method,
      header: init.headers,
      data: init.body,
      success: ({ statusCode: status, data }) =>
        resolve({
          status,
          ok: status >= 200 && status < 300,
          json: async () => (typeof data === 'string' ? (JSON.parse(data) as unknown) : data),
        }),
      fail: ({ errMsg }) => reject(new Error(errMsg ?? 'the request failed')),
    });
  });
}
