import { TCCCLoginType } from './enums.ts';
import { TcccErrorCode } from './error-codes.ts';
import { NumberedError, wrong } from './failure.ts';

/** What `login()` takes. */
export interface TcccLoginParams {
  /** The vendor's application. Only for tokens of the vendor's kind. */
  sdkAppID?: number | string;
  /** The same, as the vendor's other SDKs write it. */
  sdkAppId?: number | string;
  userId: string;
  /** Of your back end: a seat's token, or what `CreateSDKLoginToken` gave. */
  token: string;
  /** One of `TCCCLoginType`; only `Agent`, the default, is there. */
  type?: number;
  /** Where the centre is. Default: what `setup()` says. */
  url?: string;
  /** Of the vendor's sign-in by SIP, which is not there. */
  password?: string;
}

/** The same, read. */
export interface Login {
  sdkAppId: string;
  userId: string;
  token: string;
  url: string | undefined;
}

/** Reads what somebody passed. Throws `invalidArgument`, or `notSupported` for sign-ins that are not there. */
export function loginOf(given: unknown): Login {
  if (typeof given !== 'object' || given === null) throw wrong('login() needs an object: { userId, token }.');
  const {
    sdkAppID,
    sdkAppId = sdkAppID,
    userId,
    token,
    type = TCCCLoginType.Agent,
    url,
  } = given as Record<string, unknown>;
  if (typeof userId !== 'string' || userId.trim() === '') throw wrong('userId must be a text that is not empty.');
  if (typeof token !== 'string' || token.trim() === '') throw wrong('token must be a text that is not empty.');
  if (sdkAppId !== undefined && typeof sdkAppId !== 'string' && typeof sdkAppId !== 'number')
    throw wrong('sdkAppID must be a number.');
  if (url !== undefined && typeof url !== 'string') throw wrong('url must be a text.');
  if (type !== TCCCLoginType.Agent)
    throw new NumberedError(
      TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED,
      'notSupported',
      'Only TCCCLoginType.Agent is there: agents sign in by a token.',
    );
  return { sdkAppId: String(sdkAppId ?? ''), userId, token, url };
}
