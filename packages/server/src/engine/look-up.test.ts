import { describe, expect, it } from 'vitest';
import { demoApp } from './app-config.ts';
import type { LookUp, LookUpAnswer, LookUpQuestion } from './look-up.ts';
import { createBench } from './testing/bench.ts';

const CALLER = '13800138000';
const [support] = demoApp.skillGroups;
if (support === undefined) throw new Error('no group');
const vip = { ...support, id: 'vip', name: 'VIP', members: ['bob'], numbers: [] };
const apps = [{ ...demoApp, skillGroups: [support, vip] }];

/** Somebody who is asked, and answers when told. */
function asked() {
  const questions: LookUpQuestion[] = [];
  let answer: (answer: LookUpAnswer | null) => void = () => undefined;
  const lookUp: LookUp = (question) => {
    questions.push(question);
    return new Promise((resolve) => (answer = resolve));
  };
  return { questions, lookUp, answer: (said: LookUpAnswer | null) => answer(said) };
}

describe('a call that is asked about', () => {
  it('rings meanwhile, and goes on with what is known of it', async () => {
    const { lookUp, questions, answer } = asked();
    const bench = await createBench({ apps, lookUp });
    const alice = bench.sit('alice');
    const leg = bench.phone.incoming(CALLER, '4000');
    await bench.pass(400);
    expect(bench.phone.orders.filter(([name]) => name === 'ring')).toEqual([['ring', leg]]);
    expect(alice.state().sessions).toEqual([]);
    expect(questions).toMatchObject([{ app: 'demo', from: '+8613800138000', skillGroup: 'support', ivr: null }]);
    answer({ name: 'Li Lei', remark: 'owes nothing', data: '{"tier":"gold"}', priority: 7 });
    await bench.rest();
    const call = alice.call();
    expect(call).toMatchObject({
      ...{ phase: 'offered', id: questions[0]?.sessionId, peer: { name: 'Li Lei', number: '+8613800138000' } },
      context: { remark: 'owes nothing', userData: '{"tier":"gold"}', skillGroup: { id: 'support' } },
    });
    expect(bench.store.sessions()).toMatchObject([{ beforeMs: 400, context: { userData: '{"tier":"gold"}' } }]);
    await alice.request('call.answer', { sessionId: call.id });
    await bench.rest();
    expect(alice.call().phase).toBe('active');
  });

  it('goes on without after 500 ms, whatever comes later', async () => {
    const { lookUp, answer } = asked();
    const bench = await createBench({ apps, lookUp });
    const alice = bench.sit('alice');
    bench.phone.incoming(CALLER, '4000');
    await bench.pass(499);
    expect(alice.state().sessions).toEqual([]);
    await bench.pass(1);
    expect(alice.call().phase).toBe('offered');
    answer({ name: 'Late', skillGroup: 'vip' });
    await bench.rest();
    expect(alice.call()).toMatchObject({ phase: 'offered', context: { skillGroup: { id: 'support' } } });
    expect(alice.call().peer.name).toBeUndefined();
  });

  it('goes on without at once when asking fails', async () => {
    const bench = await createBench({ apps, lookUp: () => Promise.reject(new Error('down')) });
    const alice = bench.sit('alice');
    bench.phone.incoming(CALLER, '4000');
    await bench.rest();
    expect(alice.call().phase).toBe('offered');
  });

  it('ends cleanly when the caller hangs up meanwhile', async () => {
    const { lookUp, answer } = asked();
    const bench = await createBench({ apps, lookUp });
    const alice = bench.sit('alice');
    const leg = bench.phone.incoming(CALLER, '4000');
    await bench.pass(100);
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    answer({ name: 'Gone' });
    await bench.pass(2000);
    expect(alice.state().sessions).toEqual([]);
    expect(bench.store.sessions()).toMatchObject([{ state: 'over', end: { reason: 'remoteCancel' }, beforeMs: 100 }]);
    expect(bench.clock.pending).toBe(0);
  });

  it('goes to the group that is named, with its terms, also past a menu; one there is not changes nothing', async () => {
    for (const number of ['4000', '4009']) {
      const { lookUp, answer } = asked();
      const bench = await createBench({ apps, lookUp });
      const [alice, bob] = [bench.sit('alice'), bench.sit('bob')];
      bench.phone.incoming(CALLER, number);
      await bench.rest();
      answer({ skillGroup: 'vip' });
      await bench.rest();
      expect(alice.state().sessions).toEqual([]);
      expect(bob.call()).toMatchObject({ phase: 'offered', context: { skillGroup: { id: 'vip', name: 'VIP' } } });
    }
    const { lookUp, answer } = asked();
    const bench = await createBench({ apps, lookUp });
    const alice = bench.sit('alice');
    bench.phone.incoming(CALLER, '4000');
    await bench.rest();
    answer({ skillGroup: 'nobody-has-this', name: 'Li Lei' });
    await bench.rest();
    expect(alice.call()).toMatchObject({ context: { skillGroup: { id: 'support' } }, peer: { name: 'Li Lei' } });
  });

  it('begins the menu when nothing else is said', async () => {
    const { lookUp, questions, answer } = asked();
    const bench = await createBench({ apps, lookUp });
    const leg = bench.phone.incoming(CALLER, '4009');
    await bench.rest();
    expect(questions).toMatchObject([{ skillGroup: null, ivr: 'main' }]);
    expect(bench.phone.orders.filter(([name]) => name === 'answer')).toEqual([]);
    answer({});
    await bench.rest();
    expect(bench.phone.orders.filter(([name]) => name === 'answer')).toEqual([['answer', leg]]);
  });

  it('is offered first to the agent who is named, and to others when that one is not there', async () => {
    for (const [agent, wanted] of [
      ['bob', 'bob'],
      ['carol', 'alice'],
    ] as const) {
      const { lookUp, answer } = asked();
      const bench = await createBench({ apps, lookUp });
      const alice = bench.sit('alice');
      await bench.pass(1000);
      const bob = bench.sit('bob');
      bench.phone.incoming(CALLER, '4000');
      await bench.rest();
      answer({ agent });
      await bench.rest();
      const offered = { alice, bob }[wanted];
      expect(offered.call().phase).toBe('offered');
    }
  });
});
