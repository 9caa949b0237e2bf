/** The statuses of refusals, as this vendor's clients know them. */
export const CCSDK_ERRORS = {
  '-1': 'The Api-Key or the Sign was refused.',
  '-16': 'The Timestamp is more than five minutes away from this server’s time.',
  '-18': 'The request failed inside, or there were too many. Try again later.',
  '-22': 'A parameter is missing or malformed: account is text, expires a whole number from 60 to 28800.',
  '-24': 'The app has no such agent.',
} as const;
/** One of {@link CCSDK_ERRORS}. */
export type CcsdkStatus = keyof typeof CCSDK_ERRORS;

/** A refusal in this vendor's words. */
export class CcsdkError extends Error {
  override readonly name = 'CcsdkError';
  readonly status: CcsdkStatus;

  constructor(status: CcsdkStatus) {
    super(CCSDK_ERRORS[status]);
    this.status = status;
  }
}
