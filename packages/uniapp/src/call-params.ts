import type { DialRequest } from '@callstation/core';

import { TCCCCallType } from './enums.ts';
import { TcccErrorCode } from './error-codes.ts';
import { NumberedError, wrong } from './failure.ts';

/** What `call()` takes. A number or `sip:` address alone does, too. */
export interface TcccCallParams {
  /** A number, or `sip:number@anywhere`. */
  to: string;
  /** Shown instead of the number; kept in the record. */
  remark?: string;
  /** Your own data; kept in the record. */
  uui?: string;
  /** Whose number is shown to who is called. */
  skillGroupId?: string;
  /** The number shown to who is called. */
  callerPhoneNumber?: string;
  /** The next number of one of these pools is shown. */
  servingNumberGroupIds?: string[];
  phoneEncodeType?: string;
  /** One of `TCCCCallType`; only `Voip`, the default, is there. */
  type?: number;
}

const TEXTS = ['remark', 'uui', 'skillGroupId', 'callerPhoneNumber', 'phoneEncodeType'] as const;

/** Reads what somebody passed. Throws `invalidArgument`. */
export function dialRequestOf(given: unknown): DialRequest {
  const params = typeof given === 'string' || typeof given === 'number' ? { to: given } : given;
  if (typeof params !== 'object' || params === null) throw wrong('call() needs a number, or an object: { to }.');
  const known = params as Record<string, unknown>;
  const { to, type = TCCCCallType.Voip, servingNumberGroupIds: pools } = known;
  const { remark, uui, skillGroupId, callerPhoneNumber } = textsOf(known);
  if (type !== TCCCCallType.Voip)
    throw new NumberedError(
      TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED,
      'notSupported',
      'Only calls with sound can be placed.',
    );
  const callerPools = pools ?? [];
  if (!Array.isArray(callerPools) || callerPools.some((one) => typeof one !== 'string'))
    throw wrong('servingNumberGroupIds must be a list of texts.');
  return {
    to: numberOf(to),
    ...(remark === undefined ? {} : { remark }),
    ...(uui === undefined ? {} : { userData: uui }),
    ...(skillGroupId === undefined ? {} : { skillGroup: skillGroupId }),
    ...(callerPhoneNumber === undefined ? {} : { callerNumber: callerPhoneNumber }),
    ...(callerPools.length === 0 ? {} : { callerPools: callerPools as string[] }),
  };
}

function textsOf(params: Record<string, unknown>): Partial<Record<(typeof TEXTS)[number], string>> {
  const found: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) {
    const value = params[name];
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string') throw wrong(`${name} must be a text.`);
    found[name] = value;
  }
  return found;
}

/** The number of `10001`, `tel:10001`, `sip:10001@host:5060;x=y`. */
function numberOf(to: unknown): string {
  if (typeof to !== 'string' && typeof to !== 'number') throw wrong('to must be a number or a sip: address.');
  const text = String(to).trim();
  if (text === '') throw wrong('to must not be empty.');
  const [, scheme, rest] = /^(sips?|tel):(.*)$/iu.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return text;
  try {
    const number = decodeURIComponent(rest.split(/[@;?]/u)[0] ?? '').trim();
    if (number !== '') return number;
  } catch {
    // Not an address, then.
  }
  throw new NumberedError(TcccErrorCode.ERR_SIPURI_WRONGFORMAT, 'invalidArgument', `${text} is no address to call.`);
}
