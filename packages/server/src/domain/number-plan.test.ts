import fc from 'fast-check';
import { CallstationError } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import { readNumber, showNumber } from './number-plan.ts';

const refused = (text: unknown): string => {
  try {
    readNumber(text, 'CN');
  } catch (error) {
    return error instanceof CallstationError ? error.code : 'other';
  }
  return 'accepted';
};

describe('readNumber', () => {
  it.each([
    ['138 0013 8000', '+8613800138000'],
    ['138-0013-8000', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['0086 13800138000', '+8613800138000'],
    ['010 6552 9988', '+861065529988'],
    ['(010) 6552-9988', '+861065529988'],
    ['tel:+86-138-0013-8000', '+8613800138000'],
    ['TEL:13800138000;phone-context=+86', '+8613800138000'],
    ['+1 (212) 555-0100', '+12125550100'],
    ['１３８００１３８０００', '+8613800138000'],
    ['＋８６１３８００１３８０００', '+8613800138000'],
  ])('reads %j as %s', (text, number) => {
    expect(readNumber(text, 'CN')).toEqual({ number, kind: 'external' });
  });
  it.each(['10001', '10007', '110', ' 95588 ', 'tel:10001', '*99#'])('leaves the short number %j as it is', (text) => {
    expect(readNumber(text, 'CN')).toEqual({ number: text.replace('tel:', '').trim(), kind: 'short' });
  });
  it.each<[unknown, string]>([
    ['', 'empty'],
    ['   ', 'blank'],
    ['tel:', 'only a scheme'],
    ['10001\r\nX-Evil: 1', 'CRLF inside'],
    ['10001\r\n', 'CRLF at the end'],
    ['10001\u0000', 'NUL'],
    ['100\u200b01', 'zero width space'],
    ['100\u202e01', 'direction override'],
    ['١٠٠٠١', 'Arabic-Indic digits'],
    ['१०००१', 'Devanagari digits'],
    ['1-800-FLOWERS', 'letters'],
    ['sip:alice@example.com', 'a SIP URI'],
    ['10001;ext=5', 'parameters without a scheme'],
    ['+', 'only a plus'],
    ['++8613800138000', 'two pluses'],
    ['1380013800*', 'a star in a long number'],
    ['9'.repeat(65), '65 digits'],
    ['1'.repeat(40), '40 digits'],
    ['1'.repeat(10_240), '10 kB'],
    [10001, 'a number type'],
    [null, 'null'],
    [{ toString: () => '10001' }, 'an object'],
  ])('refuses %j (%s)', (text) => {
    expect(refused(text)).toBe('invalidArgument');
  });
  it('has one canonical form: what it gave it reads as the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-() *#１２'), maxLength: 20 }), (text) => {
        if (refused(text) !== 'accepted') return;
        const once = readNumber(text, 'CN');
        expect(once.number).toMatch(/^(\+[1-9][0-9]{3,16}|[0-9*#]{1,6})$/u);
        expect(readNumber(once.number, 'US')).toEqual(once);
      }),
    );
  });
  it('throws nothing but a typed refusal, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0x2fff), { maxLength: 80 }),
        (codes) => refused(String.fromCodePoint(...codes)) !== 'other',
      ),
    );
  });
});

describe('showNumber', () => {
  it('normalises what it can and cleans the rest', () => {
    expect(showNumber('13800138000', 'CN')).toBe('+8613800138000');
    expect(showNumber('bob\r\n<x>@pbx', 'CN')).toBe('bobx@pbx');
    expect(showNumber('\r\n', 'CN')).toBe('anonymous');
  });
});
