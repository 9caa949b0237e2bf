/** The codes of refusals, as this vendor's clients know them. */
export const TCCC_ERRORS = {
  'AuthFailure.InvalidAuthorization': 'The Authorization header is not a TC3-HMAC-SHA256 signature.',
  'AuthFailure.SecretIdNotFound': 'No app has this SecretId.',
  'AuthFailure.SignatureExpire':
    'X-TC-Timestamp is more than five minutes away from this server’s time, or of another day than the signature’s scope.',
  'AuthFailure.SignatureFailure': 'The signature does not fit the request. Check SecretKey and what was signed.',
  'AuthFailure.UnauthorizedOperation': 'This request was used before. Sign another one.',
  InternalError: 'The request failed inside.',
  InvalidAction: 'There is no such action. This server has CreateSDKLoginToken.',
  InvalidParameter: 'A parameter is of a wrong type, or the body is not JSON.',
  'InvalidParameterValue.AccountNotExist': 'The app has no such agent.',
  'InvalidParameterValue.InstanceNotExist': 'There is no such SdkAppId under this SecretId.',
  MissingParameter: 'A parameter is missing.',
  NoSuchVersion: 'There is no such version. This server has 2020-02-10.',
  RequestLimitExceeded: 'More than 20 requests in a second. Try again later.',
  RequestSizeLimitExceeded: 'The request is too large.',
} as const;
/** One of {@link TCCC_ERRORS}. */
export type TcccErrorCode = keyof typeof TCCC_ERRORS;

/** A refusal in this vendor's words. */
export class TcccError extends Error {
  override readonly name = 'TcccError';
  readonly code: TcccErrorCode;

  constructor(code: TcccErrorCode, message: string = TCCC_ERRORS[code]) {
    super(message);
    this.code = code;
  }
}
