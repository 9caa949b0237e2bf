import { describe, expect, it } from 'vitest';
import { END_REASONS, type EndReason } from './end.ts';
import { endReasonOfSip, SIP_STATUS_OF_END } from './end-codes.ts';

describe('a SIP status', () => {
  it.each<[number, EndReason, EndReason]>([
    [402, 'policyBlocked', 'policyBlocked'],
    [403, 'policyBlocked', 'rejected'],
    [404, 'invalidNumber', 'invalidNumber'],
    [408, 'noAnswer', 'noAnswer'],
    [410, 'invalidNumber', 'invalidNumber'],
    [480, 'unreachable', 'noAnswer'],
    [484, 'invalidNumber', 'invalidNumber'],
    [486, 'busy', 'busy'],
    [487, 'localCancel', 'localCancel'],
    [488, 'systemError', 'systemError'],
    [500, 'systemError', 'systemError'],
    [503, 'unreachable', 'unreachable'],
    [600, 'busy', 'busy'],
    [603, 'rejected', 'rejected'],
    [604, 'invalidNumber', 'invalidNumber'],
    [607, 'rejected', 'rejected'],
    [608, 'policyBlocked', 'policyBlocked'],
    [699, 'rejected', 'rejected'],
    [302, 'systemError', 'systemError'],
    [0, 'systemError', 'systemError'],
    [Number.NaN, 'systemError', 'systemError'],
  ])('%i means %s, after ringing %s', (status, silent, rang) => {
    expect(endReasonOfSip(status)).toBe(silent);
    expect(endReasonOfSip(status, { rang: true })).toBe(rang);
  });
});

describe('an end reason', () => {
  it('has a status or says that it needs none, and final statuses only', () => {
    expect(Object.keys(SIP_STATUS_OF_END).toSorted()).toEqual([...END_REASONS].toSorted());
    for (const status of Object.values(SIP_STATUS_OF_END)) {
      if (status !== null) expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  it.each(['busy', 'rejected', 'noAnswer', 'unreachable', 'invalidNumber', 'policyBlocked', 'systemError'] as const)(
    '%s survives the way over SIP',
    (reason) => expect(endReasonOfSip(SIP_STATUS_OF_END[reason] ?? 0)).toBe(reason),
  );
});
