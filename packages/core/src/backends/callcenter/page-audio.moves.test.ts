import { createPrompt, fakeAgent, fakeState, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import type { CallSnapshot } from '../../model/index.ts';
import { activeAt, connected, offered, session } from './testing/connected-page.ts';
import { ACCOUNT, createPage } from './testing/scripted-centre.ts';

describe('a live call without sound', () => {
  const lostAt = (page: string) => ({ leg: { state: 'lost', at: { page } } });

  it('finds the lead page ready, once per loss; the centre brings it', async () => {
    const { tell, active, media, sip, sent } = await connected();
    const lost = active(lostAt('old'));
    await tell(session(lost, 'sessionActive'));
    await tell(session({ ...lost, context: { flow: 'in', remark: 'again' } }, 'sessionChanged'));
    expect([sip.asked.ready, media.acquired, sent('call.takeMedia')]).toEqual([1, true, 0]);
    await tell(session(active(), 'sessionChanged'));
    await tell(session(lost, 'sessionChanged'));
    expect(sip.asked.ready).toBe(2);
  });

  it('in the first snapshot finds the new page ready', async () => {
    const page = createPage();
    const reloaded = activeAt('old', { leg: { state: 'reconnecting', at: { page: 'old' } } });
    let lead: string | null = null;
    page.centre.answers.set('hello', ({ params }) => {
      lead = 'pageId' in params ? params.pageId : null;
      const state = fakeState({ agent: fakeAgent('alice', { leadPage: lead }), sessions: [reloaded] });
      return { epoch: 'e1', seq: 0, serverTime: 0, leaseMs: 1, sip: ACCOUNT, state };
    });
    await page.workstation.connect();
    await settle();
    expect([page.sip.asked.ready, page.media.acquired]).toEqual([1, true]);
  });

  it('is left to the lead page, and to the page it was on', async () => {
    const { tell, active, sip, pageId, mayListen } = await connected(false);
    await tell(session(active(lostAt('old')), 'sessionActive'));
    expect([sip.asked.ready, mayListen()]).toEqual([0, false]);
    await tell(session(active(lostAt(pageId)), 'sessionChanged'));
    expect([sip.asked.ready, mayListen()]).toEqual([1, true]);
  });

  it('comes here without a microphone too', async () => {
    const { tell, active, media, mayListen, logger } = await connected();
    media.microphone = 'denied';
    expect(mayListen()).toBe(false);
    await tell(session(active(lostAt('old')), 'sessionActive'));
    expect(mayListen()).toBe(true);
    expect(logger.lines.at(-1)).toMatchObject({ level: 'warn', data: { error: 'mediaDenied' } });
    await tell(session(active({ leg: { state: 'flowing', at: { page: 'old' } } }), 'sessionChanged'));
    expect(mayListen()).toBe(false);
  });

  it('is not awaited where calls are taken on a phone', async () => {
    const { agent, tell, active, sip, media } = await connected();
    await tell({ type: 'agent', agent: { ...agent, phone: { mode: 'mobile', number: '1' } }, cause: 'agentChanged' });
    await tell(session(active({ leg: { state: 'lost', at: { phone: '1' } } }), 'sessionActive'));
    expect([sip.asked.ready, media.acquired]).toEqual([0, false]);
  });
});

describe('a move that is asked for', () => {
  it('takes microphone and leg before the request is sent, and keeps the mute over it', async () => {
    const { tell, active, workstation, media, sip, sent, pageId } = await connected();
    await tell(session(active({ mute: 'on', leg: { state: 'flowing', at: { page: 'old' } } }), 'sessionActive'));
    expect(sip.muted).toBe(true);
    media.prompt = createPrompt();
    const moved = workstation.calls.takeMedia('s1');
    await settle();
    expect([sent('call.takeMedia'), sip.asked.ready]).toEqual([0, 1]);
    media.prompt.answer();
    await moved;
    expect([sent('call.takeMedia'), media.acquired]).toEqual([1, true]);
    await tell(session(active({ mute: 'on', leg: { state: 'flowing', at: { page: pageId } } }), 'sessionChanged'));
    expect(sip.muted).toBe(true);
  });

  it('is refused without a microphone, and changes nothing', async () => {
    const { tell, active, workstation, media, sent, mayListen } = await connected();
    await tell(session(active({ leg: { state: 'flowing', at: { page: 'old' } } }), 'sessionActive'));
    media.microphone = 'denied';
    // Once by asking the browser, and once known.
    await expect(workstation.calls.takeMedia('s1')).rejects.toMatchObject({ code: 'mediaDenied' });
    await expect(workstation.calls.takeMedia('s1')).rejects.toMatchObject({ code: 'mediaDenied' });
    expect([sent('call.takeMedia'), mayListen()]).toEqual([0, false]);
  });

  it('brings a call from a phone into the page', async () => {
    const { agent, tell, active, workstation, media, sent } = await connected();
    await tell({ type: 'agent', agent: { ...agent, phone: { mode: 'mobile', number: '1' } }, cause: 'agentChanged' });
    await tell(session(active({ leg: { state: 'flowing', at: { phone: '1' } } }), 'sessionActive'));
    await workstation.calls.takeMedia('s1');
    expect([sent('call.takeMedia'), media.acquired]).toEqual([1, true]);
  });
});

describe('two calls on one page', () => {
  const two = async () => {
    const page = await connected();
    const [a, b] = ['a', 'b'].map((id) => (changes: object) => ({ ...page.active(changes), id, engagementId: id }));
    if (!a || !b) throw new Error('two');
    const show = (...calls: CallSnapshot[]) => page.tell(...calls.map((call) => session(call, 'sessionChanged')));
    return { ...page, a, b, show };
  };

  it('are silenced by the mute of the one that is talked in, not by that of the held one', async () => {
    const { a, b, show, sip } = await two();
    await show(a({ mute: 'on' }));
    expect(sip.muted).toBe(true);
    await show(a({ mute: 'on', hold: 'holding' }));
    expect(sip.muted).toBe(true);
    await show(a({ mute: 'on', hold: 'held' }), b({}));
    expect(sip.muted).toBe(false);
    await show(b({ hold: 'holding' }));
    await show(b({ hold: 'held' }), a({ mute: 'on', hold: 'resuming' }));
    expect(sip.muted).toBe(true);
    await show(a({ mute: 'on' }));
    expect(sip.muted).toBe(true);
    await show(a({}));
    expect(sip.muted).toBe(false);
  });

  it('without the control connection a hang-up ends the call in which somebody is asked while the customer waits', async () => {
    const { a, show, sip, workstation, centre, sent } = await two();
    await show(a({ hold: 'held', consult: { state: 'active', mode: 'consult', to: { agent: 'bob' } } }));
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await settle();
    await workstation.calls.hangup('a');
    expect([sip.hungUp, sent('call.hangup')]).toEqual([['a'], 0]);
  });

  it('without the control connection a hang-up ends the one that is talked in; the held one waits', async () => {
    const { a, b, show, sip, workstation, centre, clock, sent } = await two();
    await show(a({ hold: 'held' }), b({}));
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await settle();
    const held = workstation.calls.hangup('a');
    await settle();
    expect([sip.asked.hangup, sent('call.hangup')]).toEqual([0, 0]);
    await workstation.calls.hangup('b');
    expect([sip.hungUp, sent('call.hangup')]).toEqual([['b'], 0]);
    centre.hub.answer = 'accept';
    await clock.advanceAsync(5000);
    await held;
    expect([sip.asked.hangup, sent('call.hangup')]).toEqual([1, 1]);
  });

  it('do not ring while one of them is live, held or not', async () => {
    const { a, b, show, tell, media } = await two();
    await show(a({ hold: 'held' }));
    await tell(offered);
    expect(media.ringing).toBe(false);
    await show(b({}));
    expect(media.ringing).toBe(false);
  });
});

describe('five pages of one agent', () => {
  it('ring in the lead page alone, and in the next one when the lead moves', async () => {
    const pages = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((ids) => connected(false, ids)));
    const leads = async (index: number): Promise<boolean[]> => {
      const agent = fakeAgent('alice', { leadPage: pages[index]?.pageId ?? null });
      for (const page of pages) await page.tell({ type: 'agent', agent, cause: 'agentChanged' });
      return pages.map(({ media }) => media.ringing);
    };
    for (const page of pages) await page.tell(offered);
    expect(await leads(2)).toEqual([false, false, true, false, false]);
    expect(await leads(4)).toEqual([false, false, false, false, true]);
    expect(pages.map(({ sip }) => sip.asked.ready)).toEqual([0, 0, 1, 0, 1]);
  });
});
