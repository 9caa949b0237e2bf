import { describe, expect, it } from 'vitest';
import { maskNumbers, maskValue } from './mask.ts';
import { createNodeLogger } from './node-ports.ts';

describe('a number in a log', () => {
  it.each([
    ['+8613800138000', '***********000'],
    ['called +49 30 1234567 twice', 'called ***********567 twice'],
    ['PUT /dev/numbers/10003', 'PUT /dev/numbers/**003'],
    ['GET /v1/numbers/%2B8613800138000', 'GET /v1/numbers/%2B**********000'],
    ['<sip:13800138000@127.0.0.1:5060>', '<sip:********000@127.0.0.1:5060>'],
    ['"+8613800138000" <sip:+8613800138000@h>', '"***********000" <sip:***********000@h>'],
    ['tel:10086', 'tel:**086'],
    ['from=10001, to=20001.', 'from=**001, to=**001.'],
    ['{"number":"10001"}', '{"number":"**001"}'],
  ])('%s is masked', (text, masked) => expect(maskNumbers(text)).toBe(masked));

  it.each([
    '4000',
    'http://127.0.0.1:54321/x',
    '2026-11-21T23:10:11.123Z',
    'at file.ts:12345:10',
    '3f2a10001bc9',
    'k-10001',
    'took 0.123456 s',
    '10001ms',
  ])('%s is none', (text) => expect(maskNumbers(text)).toBe(text));
});

describe('a log', () => {
  const lines: string[] = [];
  const logger = createNodeLogger('debug', (line) => lines.push(line));
  const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;

  it('has no number and no name in full, wherever they stand', () => {
    const error = new Error('no route to +8613800138000');
    logger.debug('dialled 13800138000', { to: '10001', peer: { name: 'Zhang San', numbers: ['10001'] }, error });
    expect(last()).toMatchObject({
      ...{ message: 'dialled ********000', to: '**001', peer: { name: 'Z…', numbers: ['**001'] } },
    });
    expect(lines.at(-1)).not.toMatch(/13800138000|10001|Zhang San/u);
    expect(last()['at']).toMatch(/^\d{4}-\d\d-\d\dT/u);
  });

  it('has ids, counts and lengths of time as they are', () => {
    logger.info('x', { id: '3f2a10001bc9', agent: 'alice', ms: 123_456, app: 'demo', big: 10_000_000n });
    expect(last()).toMatchObject({ id: '3f2a10001bc9', agent: 'alice', ms: 123_456, app: 'demo' });
  });

  it('masks names as fields only', () => {
    expect(maskValue('name', 'Alice')).toBe('A…');
    expect(maskValue('name', '')).toBe('');
    expect(maskValue('agent', 'alice')).toBe('alice');
  });
});
