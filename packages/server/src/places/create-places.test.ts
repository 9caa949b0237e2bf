import { createFakeLogger } from '@callstation/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { placesFile } from '../sound/asset.ts';
import { createPlaces, type Places } from './create-places.ts';

const logger = createFakeLogger();
let places: Places;
beforeAll(async () => {
  places = createPlaces(placesFile, logger);
  await places.start();
});

describe('places', () => {
  it.each([
    ['+8613800138000', 'Beijing', '北京市'],
    ['+861012345678', 'Beijing', '北京市'],
    ['+862187654321', 'Shanghai', '上海市'],
    ['+12125551234', 'New York, NY', 'New York, NY'],
    ['+441212345678', 'Birmingham', 'Birmingham'],
    ['+5511999999999', 'São Paulo', 'São Paulo'],
  ])('of %s', (number, english, chinese) => {
    expect(places.locate(number, 'en', 'CN')).toBe(english);
    expect(places.locate(number, 'zh', 'CN')).toBe(chinese);
  });

  it('the country where no more is known, but not one’s own', () => {
    expect(places.locate('+85221234567', 'en', 'CN')).toBe('Hong Kong SAR China');
    expect(places.locate('+85221234567', 'zh', 'CN')).toBe('中国香港特别行政区');
    expect(places.locate('+85221234567', 'en', 'HK')).toBeNull();
    expect(places.locate('+864001000100', 'zh', 'CN')).toBeNull();
  });

  it.each([
    '',
    '10001',
    '+',
    '+1',
    'anonymous',
    '+999123456789',
    `+86${'1'.repeat(200)}`,
    '+86\u0000',
    'sip:eve@evil.example',
  ])('nothing of %j', (number) => {
    expect(places.locate(number, 'en', 'CN')).toBeNull();
  });

  it('are found quickly, the first number of a country too', () => {
    const fresh = performance.now();
    for (let n = 0; n < 2000; n++) places.locate(`+8613${String(n).padStart(9, '0')}`, 'zh', 'CN');
    expect((performance.now() - fresh) / 2000).toBeLessThan(1);
  });

  it('are left out where their tables cannot be read; countries stay', async () => {
    const bare = createPlaces(() => '/nowhere/at/all.gz', logger);
    await bare.start();
    expect([bare.locate('+8613800138000', 'en', 'CN'), bare.locate('+12125551234', 'en', 'CN')]).toEqual([
      null,
      'United States',
    ]);
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
  });
});
