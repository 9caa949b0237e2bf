import { fakeAgent, fakeOffer } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { newPage } from './page-table.ts';
import type { PageFacts } from './page.ts';
import { unheardRing } from './unheard-ring.ts';

const agent = { ...fakeAgent(), leadPage: 'p1' };
const offer = fakeOffer();
const page = (facts: Partial<PageFacts>): PageFacts => ({ ...newPage('p1', 1), visible: true, ...facts });

describe('a call that may ring in vain', () => {
  it.each([
    [{}, null],
    [{ visible: false }, 'pageHidden'],
    [{ output: 'blocked' }, 'outputBlocked'],
    [{ output: 'blocked', visible: false }, 'outputBlocked'],
    [{ output: 'missing', visible: false }, 'outputMissing'],
  ] as [Partial<PageFacts>, string | null][])('%j: %s', (facts, why) => {
    const ring = unheardRing({ agent, sessions: [offer], page: page(facts) });
    expect(ring).toEqual(why === null ? null : { call: offer, why });
  });

  it('is another page’s business where that one leads, and nobody’s when nothing rings', () => {
    const hidden = page({ visible: false });
    expect(unheardRing({ agent: { ...agent, leadPage: 'p2' }, sessions: [offer], page: hidden })).toBeNull();
    expect(unheardRing({ agent, sessions: [], page: hidden })).toBeNull();
    expect(unheardRing({ agent: null, sessions: [offer], page: hidden })).toBeNull();
  });
});
