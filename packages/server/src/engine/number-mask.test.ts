import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedNumber, maskOf, numberEnding } from './number-mask.ts';

describe('a masked number', () => {
  it.each([
    ['+8613800138000', '+86138****8000'],
    ['+12125551234', '+121****1234'],
    ['4001000100', '40****0100'],
    ['+441212345678901', '+44121******8901'],
    ['12345678', '****5678'],
    ['10001', '***01'],
    ['11', '11'],
    ['', ''],
  ])('of %s is %s', (number, masked) => {
    expect(maskedNumber(number)).toBe(masked);
  });

  it('hides four digits at least, and keeps its length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{6,20}$/u), (number) => {
        const masked = maskedNumber(number);
        expect(masked).toHaveLength(number.length);
        expect([...masked].filter((one) => one === '*').length).toBeGreaterThanOrEqual(4);
      }),
    );
  });
});

describe('the ending of a number', () => {
  it.each([
    ['+8613800138000', '**********8000'],
    ['12345678', '****5678'],
    ['1234567', '*****67'],
    ['4000', '**00'],
    ['110', '*10'],
    ['11', '**'],
    ['', ''],
    ['+86138****8000', '**********8000'],
    ['***01', '***01'],
  ])('of %s is %s', (number, ending) => {
    expect(numberEnding(number)).toBe(ending);
  });
});

describe('what an app keeps', () => {
  const [customer, ours] = ['+8613800138000', '+864001000100'];
  const of = (numberMask: { caller?: boolean; callee?: boolean }, flow: 'in' | 'out') =>
    maskOf(
      { numberMask },
      {
        flow,
        ...(flow === 'in'
          ? { callerNumber: customer, calleeNumber: ours }
          : { callerNumber: ours, calleeNumber: customer }),
      },
    );

  it('is nothing unless it says so', () => {
    expect([maskOf({}, { flow: 'in' }), of({ caller: false }, 'in')]).toEqual([null, null]);
  });

  it('is who calls, or who is called', () => {
    const party = { role: 'customer' as const, number: customer };
    const seen = (numberMask: { caller?: boolean; callee?: boolean }, flow: 'in' | 'out') =>
      of(numberMask, flow)?.party(party) ?? party;
    const hidden = { ...party, number: '+86138****8000', masked: true };
    expect([seen({ caller: true }, 'in'), seen({ caller: true }, 'out')]).toEqual([hidden, party]);
    expect([seen({ callee: true }, 'in'), seen({ callee: true }, 'out')]).toEqual([party, hidden]);
  });

  it('is never the centre’s own number, nor a colleague’s', () => {
    const mask = of({ caller: true, callee: true }, 'in');
    expect(mask?.context({ flow: 'in', callerNumber: customer, calleeNumber: ours })).toEqual({
      ...{ flow: 'in', callerNumber: '+86138****8000' },
      calleeNumber: ours,
    });
    const colleague = { role: 'agent' as const, number: '+8613900000000' };
    expect(mask?.party(colleague)).toBe(colleague);
  });
});
