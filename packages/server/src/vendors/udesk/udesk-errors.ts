/** The vendor's numbers of refusals, with the HTTP status. */
export const UDESK_ERRORS = {
  invalidArgument: { code: '000001', status: 400 },
  tooLarge: { code: '000036', status: 413 },
  rateLimited: { code: '000036', status: 429 },
  notFound: { code: '100003', status: 404 },
  unauthorized: { code: '200020', status: 401 },
  tokenExpired: { code: '200020', status: 401 },
  internal: { code: '000060', status: 500 },
} as const;
