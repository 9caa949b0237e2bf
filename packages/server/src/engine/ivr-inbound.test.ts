import { describe, expect, it } from 'vitest';
import type { IvrNode } from '../routing/ivr.ts';
import { demoApp, type AppConfig } from './app-config.ts';
import { createEars, type Ears } from './testing/ears.ts';
import { answer, apps, hands, type At } from './testing/ivr-desk.ts';

const GONE = { reason: 'remoteHangup', by: 'peer' } as const;

describe('a number that an IVR has', () => {
  async function calling(ears: Ears): Promise<At> {
    ears.bench.phone.incoming('13800138000', '4009');
    await ears.bench.rest();
    return { ...ears, ...hands(ears), id: '' };
  }

  it('is answered by the menu, and the agent sees the path', async () => {
    const at = await calling(await createEars({ apps }));
    const { alice, press, all, far, bench } = at;
    expect([far().answered, all('customer')]).toEqual([true, { customer: 'menu' }]);
    expect(alice.state().sessions).toEqual([]);
    await press('1');
    const { id } = alice.call();
    expect(alice.call()).toMatchObject({
      phase: 'offered',
      context: { ivrPath: [{ key: '1', label: 'Support' }], calleeNumber: '4009', skillGroup: { id: 'support' } },
    });
    await answer(alice, { ...at, id });
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    bench.phone.end(far().leg, GONE);
    await bench.rest();
    const [record] = await bench.store.records({ app: 'demo' });
    expect(record).toMatchObject({ agent: 'alice', context: { ivrPath: [{ key: '1' }] } });
  });

  it('leaves a record of who gave up in the menu', async () => {
    const { press, bench, far } = await calling(await createEars({ apps }));
    await press('9');
    bench.phone.end(far().leg, GONE);
    await bench.rest();
    const records = await bench.store.records({ app: 'demo' });
    expect(records).toMatchObject([{ agent: null, context: { ivrPath: [{ key: '9' }] }, end: { by: 'peer' } }]);
  });

  it('has callers of several apps apart', async () => {
    const [first] = apps;
    if (first === undefined) throw new Error('no app');
    const group = { ...demoApp.skillGroups[0], id: 'care', name: 'Care', numbers: [] };
    const other = {
      ...first,
      id: 'shop',
      secret: 'x'.repeat(32),
      skillGroups: [group] as AppConfig['skillGroups'],
      ivrs: [{ id: 'main', name: 'Shop', numbers: ['4010'], entry: 'in', nodes: shop }],
    };
    const ears = await createEars({ apps: [first, other] });
    const dora = ears.bench.sit('dora', { app: 'shop' });
    ears.bench.phone.incoming('13800138000', '4010');
    await ears.bench.rest();
    ears.bench.phone.press(ears.far().leg, '1');
    await ears.bench.rest();
    expect(dora.call()).toMatchObject({ phase: 'offered', context: { skillGroup: { id: 'care' } } });
    expect(ears.alice.state().sessions).toEqual([]);
  });

  it('waits in the queue when nobody is free, to music', async () => {
    const ears = await createEars({ apps });
    for (const seat of [ears.alice, ears.bob, ears.carol])
      await seat.request('agent.setStatus', { status: 'not-ready' });
    const { press, bench, all } = await calling(ears);
    await press('1');
    expect(all('customer')).toEqual({ customer: 'music' });
    await bench.pass(60_000);
    await ears.carol.request('agent.setStatus', { status: 'idle' });
    await bench.rest();
    expect(ears.carol.call()).toMatchObject({ phase: 'offered' });
  });
});

const shop: IvrNode[] = [
  { id: 'in', name: 'In', kind: 'keys', choices: { '1': { label: 'Care', go: 'care' } }, otherwise: 'care' },
  { id: 'care', name: 'Care', kind: 'group', skillGroup: 'care' },
];
