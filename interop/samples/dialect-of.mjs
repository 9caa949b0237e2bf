/** @typedef {'tccc' | 'udesk' | 'ccsdk' | 'uniapp' | 'backend' | 'none'} Dialect */

/**
 * Which vendor's code it is, by the names it uses; `none` for what names no vendor: another platform's or a fragment. First match
 * wins.
 *
 * @type {readonly [Dialect, RegExp][]}
 */
const NAMES = [
  ['backend', /tencentcloud-sdk|\bCccClient\b/u],
  ['uniapp', /\b(?:TCCCWorkstation|TcccWorkstation|tcccSDK)\b/u],
  ['udesk', /\b(?:UdeskCCPaas\w*|udeskCtiPhoneSdk\w*|AppDataProviderBase)\b/u],
  [
    'ccsdk',
    /\bccSdk\b|<cc-sdk\b|getElementById\('sdk'\)|\bid\.(?:addEventListener|callPhone|hangupCall|reConnectWebrtc)\b/u,
  ],
  ['tccc', /(?:^|[^\w.@/]|\bwindow\.)tccc?\.|\binjectTcccWebS/mu],
];

/**
 * @param {string} code
 * @returns {Dialect}
 */
export function dialectOf(code) {
  return NAMES.find(([, names]) => names.test(code))?.[0] ?? 'none';
}
