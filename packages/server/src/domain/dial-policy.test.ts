import { describe, expect, it } from 'vitest';
import { judgeNumber, type DialRules } from './dial-policy.ts';
import { readNumber } from './number-plan.ts';

const judge = (text: string, rules: DialRules = {}, country = 'CN') =>
  judgeNumber(readNumber(text, country), rules, country);

describe('X15: which numbers may be called', () => {
  it.each([
    ['138 0013 8000', 'a mobile of the app’s country', 'CN'],
    ['400 100 0100', 'a shared-cost number', 'CN'],
    ['+1 212 555 0100', 'another number of a calling code with many countries', 'US'],
    ['110', 'emergency', 'CN'],
    ['95588', 'a short service number', 'CN'],
  ])('lets %s through: %s', (text, _what, country) => expect(judge(text, {}, country)).toBe(null));

  it.each([
    ['+1 900 234 5678', 'premiumNumber', 'US'],
    ['tel:+44-909-012-3456', 'premiumNumber', 'GB'],
    ['16812345', 'premiumNumber', 'CN'],
    ['+44 20 7946 0000', 'foreignNumber', 'CN'],
    ['0044 20 7946 0000', 'foreignNumber', 'CN'],
    ['+852 2123 4567', 'foreignNumber', 'CN'],
    ['+1 876 555 0123', 'foreignNumber', 'US'],
    ['+870 773 111 632', 'foreignNumber', 'CN'],
    ['+882 16 5555 5555', 'foreignNumber', 'CN'],
  ])('keeps from %s: %s', (text, why, country) => expect(judge(text, {}, country)).toBe(why));

  it('is said by country, kind and prefix; the longest prefix says more', () => {
    expect(judge('+852 2123 4567', { countries: ['CN', 'HK'] })).toBe(null);
    expect(judge('+870 773 111 632', { countries: '*' })).toBe(null);
    expect(judge('+44 909 012 3456', { countries: '*' })).toBe('premiumNumber');
    expect(judge('+44 909 012 3456', { countries: '*', premium: true })).toBe(null);
    const rules: DialRules = { allow: ['+4420', '+8613800'], deny: ['+86138', '+4420794', '955'] };
    expect(judge('+44 20 1234 5678', rules)).toBe(null);
    expect(judge('+44 20 7946 0000', rules)).toBe('deniedNumber');
    expect(judge('138 0013 8000', rules)).toBe(null);
    expect(judge('138 1013 8000', rules)).toBe('deniedNumber');
    expect(judge('95588', rules)).toBe('deniedNumber');
    expect(judge('138 0013 8000', { allow: ['+86138'], deny: ['+86138'] })).toBe('deniedNumber');
  });
});
