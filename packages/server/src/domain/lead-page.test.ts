import { describe, expect, it } from 'vitest';
import { leadPage } from './lead-page.ts';

describe('leadPage', () => {
  it('is nobody without a page', () => {
    expect(leadPage([])).toBe(null);
  });
  it('prefers a visible page over one that was used later', () => {
    expect(
      leadPage([
        { page: 'a', visible: true, used: 1 },
        { page: 'b', visible: false, used: 2 },
      ]),
    ).toBe('a');
  });
  it('takes the last used of several visible pages, in any order', () => {
    const a = { page: 'a', visible: true, used: 1 };
    const b = { page: 'b', visible: true, used: 2 };
    expect(leadPage([a, b])).toBe('b');
    expect(leadPage([b, a])).toBe('b');
  });
  it('takes the last used one when none can be seen', () => {
    expect(
      leadPage([
        { page: 'a', visible: false, used: 3 },
        { page: 'b', visible: false, used: 2 },
      ]),
    ).toBe('a');
  });
});
