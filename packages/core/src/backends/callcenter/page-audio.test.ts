import { createPrompt, fakeOffer, fakeState, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { CallstationError } from '../../protocol/index.ts';
import { connected, offered, session } from './testing/connected-page.ts';
import { ACCOUNT, createPage } from './testing/scripted-centre.ts';

describe('an offer', () => {
  it('rings on the lead page and readies the leg, without the microphone', async () => {
    const { tell, media, sip, workstation } = await connected();
    await tell(offered);
    expect([media.ringing, sip.asked.ready, media.acquired]).toEqual([true, 1, false]);
    await tell(session({ ...fakeOffer('s1'), context: { flow: 'in', remark: 'x' } }, 'sessionChanged'));
    expect(sip.asked.ready).toBe(1);
    await workstation.calls.reject('s1');
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    expect(media.ringing).toBe(false);
  });

  it('opens a microphone that is allowed already, and gives it back when the offer goes elsewhere', async () => {
    const { tell, media } = await connected();
    media.granted = true;
    await tell(offered);
    expect(media.acquired).toBe(true);
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    expect(media.acquired).toBe(false);
  });

  it('keeps a microphone that was opened early once it is answered with', async () => {
    const { tell, media, workstation, active } = await connected();
    media.granted = true;
    await tell(offered);
    await workstation.calls.answer('s1');
    await tell(session(active(), 'sessionActive'));
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    expect([media.acquired, media.acquisitions]).toEqual([true, 1]);
  });

  it('does not ring on another page, in a live call, or without a connection', async () => {
    const other = await connected(false);
    await other.tell(offered);
    expect([other.media.ringing, other.sip.asked.ready]).toEqual([false, 0]);
    const lead = await connected();
    await lead.tell(offered);
    await lead.tell(session({ ...lead.active(), id: 's2' }, 'sessionActive'));
    expect(lead.media.ringing).toBe(false);
    const lost = await connected();
    await lost.tell(offered);
    lost.centre.hub.answer = 'refuse';
    lost.centre.socket.drop();
    await settle();
    expect(lost.media.ringing).toBe(false);
  });

  it('tells of a leg that is not ready in the log only', async () => {
    const { tell, sip, logger, media } = await connected();
    sip.failure = new CallstationError('timeout');
    await tell(offered);
    expect(media.ringing).toBe(true);
    expect(logger.lines.at(-1)).toMatchObject({ level: 'warn', data: { error: 'timeout' } });
  });
});

describe('answer and dial', () => {
  it('take microphone and leg before the request is sent', async () => {
    const { tell, workstation, media, sip, sent } = await connected();
    await tell(offered);
    media.prompt = createPrompt();
    const answer = workstation.calls.answer('s1');
    await settle();
    expect([sent('call.answer'), sip.asked.ready]).toEqual([0, 2]);
    media.prompt.answer();
    await answer;
    expect([sent('call.answer'), media.acquisitions]).toEqual([1, 1]);
  });

  it.each([
    ['denied', 'mediaDenied'],
    ['missing', 'mediaMissing'],
    ['busy', 'mediaBusy'],
  ] as const)(
    'a microphone that is %s rejects %s; nothing is sent and the offer stays answerable',
    async (microphone, code) => {
      const { tell, workstation, media, sent } = await connected();
      await tell(offered);
      media.microphone = microphone;
      await expect(workstation.calls.answer('s1')).rejects.toMatchObject({ code });
      await expect(workstation.calls.dial({ to: '10001' })).rejects.toMatchObject({ code });
      expect([sent('call.answer'), sent('call.dial')]).toEqual([0, 0]);
      expect(workstation.getSnapshot()).toMatchObject({ sessions: [{ phase: 'offered' }], page: { microphone } });
      expect(workstation.calls.actions('s1').answer).toEqual({ allowed: true });
      media.microphone = 'ok';
      await workstation.calls.answer('s1');
      expect(sent('call.answer')).toBe(1);
    },
  );

  it('a leg that cannot be had rejects typed, and nothing is sent', async () => {
    const { tell, workstation, sip, sent } = await connected();
    await tell(offered);
    sip.failure = new CallstationError('timeout');
    await expect(workstation.calls.answer('s1')).rejects.toMatchObject({ code: 'timeout' });
    expect(sent('call.answer')).toBe(0);
  });

  it('need neither when calls are taken on a phone', async () => {
    const { agent, tell, workstation, centre, media, sip, sent } = await connected();
    await tell({ type: 'agent', agent: { ...agent, phone: { mode: 'mobile', number: '1' } }, cause: 'agentChanged' });
    await tell(offered);
    expect([sip.asked.ready, media.ringing]).toEqual([0, false]);
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    centre.answers.set('call.dial', () => {
      centre.publish(offered);
      return { sessionId: 's1' };
    });
    await workstation.calls.dial({ to: '10001' });
    expect([sent('call.dial'), media.acquired, sip.asked.ready]).toEqual([1, false, 0]);
  });

  it('dial sends what was asked and resolves with the session', async () => {
    const { workstation, centre, media } = await connected();
    centre.answers.set('call.dial', () => {
      centre.publish(offered);
      return { sessionId: 's1' };
    });
    expect(await workstation.calls.dial({ to: '10001' })).toMatchObject({ id: 's1' });
    expect(media.acquired).toBe(true);
  });
});

describe('the SIP account', () => {
  it('is asked of the centre and made absolute', async () => {
    const { tell, accounts } = await connected();
    await tell(offered);
    const account = accounts[0]?.();
    await settle();
    expect(await account).toEqual({ ...ACCOUNT, url: 'wss://centre.test/sip?ticket=1' });
  });
});

describe('mute', () => {
  it('silences in the same task and un-silences only on the confirmed off', async () => {
    const { tell, active, workstation, sip, centre } = await connected();
    await tell(session(active(), 'sessionActive'));
    const mute = workstation.calls.mute('s1');
    expect(sip.muted).toBe(true);
    await mute;
    await tell(session(active({ mute: 'on' }), 'sessionChanged'));
    centre.answers.set('call.unmute', () => {
      centre.publish(session(active({ mute: 'turningOff' }), 'sessionChanged'));
      return null;
    });
    await workstation.calls.unmute('s1');
    expect(sip.muted).toBe(true);
    await tell(session(active(), 'sessionChanged'));
    expect(sip.muted).toBe(false);
  });

  it('stays silent over an older update, and opens when the centre refuses', async () => {
    const { tell, active, workstation, sip, centre } = await connected();
    await tell(session(active(), 'sessionActive'));
    let refuse: () => void = () => undefined;
    centre.mute = true;
    const mute = workstation.calls.mute('s1').catch((error: unknown) => error);
    await tell(session(active({ context: { flow: 'in', remark: 'older' } }), 'sessionChanged'));
    expect(sip.muted).toBe(true);
    const request = centre.requests.at(-1);
    refuse = () =>
      centre.socket.send(
        JSON.stringify({
          jsonrpc: '2.0',
          id: request?.id,
          error: { code: -32000, message: 'no', data: new CallstationError('invalidState').toData() },
        }),
      );
    refuse();
    expect(await mute).toMatchObject({ code: 'invalidState' });
    expect(sip.muted).toBe(false);
  });

  it('without an answer stays silent until the centre tells of the call again', async () => {
    const { tell, active, workstation, sip, centre, clock } = await connected();
    await tell(session(active(), 'sessionActive'));
    centre.mute = true;
    const mute = workstation.calls.mute('s1').catch((error: unknown) => error);
    for (let n = 0; n < 7; n++) {
      await clock.advanceAsync(5000);
      centre.ping(n);
    }
    expect(await mute).toMatchObject({ code: 'timeout' });
    expect(sip.muted).toBe(true);
    await tell(session(active({ context: { flow: 'in', remark: 'alive' } }), 'sessionChanged'));
    expect(sip.muted).toBe(false);
  });

  it('works without the control connection; the command follows', async () => {
    const { tell, active, workstation, sip, centre, clock, sent } = await connected();
    await tell(session(active(), 'sessionActive'));
    centre.socket.drop();
    await settle();
    const mute = workstation.calls.mute('s1');
    expect([sip.muted, sent('call.mute')]).toEqual([true, 0]);
    await clock.advanceAsync(400);
    await mute;
    expect(sent('call.mute')).toBe(1);
  });

  it('follows a mute from another page, and the stricter wins on rejoin', async () => {
    const { tell, active, sip } = await connected();
    await tell(session(active({ mute: 'turningOn' }), 'sessionChanged'));
    expect(sip.muted).toBe(true);
    await tell(session(active({ mute: 'on', hold: 'held' }), 'sessionChanged'));
    expect(sip.muted).toBe(false);
    await tell(session(active({ mute: 'on', hold: 'resuming' }), 'sessionChanged'));
    expect(sip.muted).toBe(true);
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    expect(sip.muted).toBe(false);
  });
});

describe('hang-up', () => {
  it('goes to the centre while there is a connection', async () => {
    const { tell, active, workstation, sip, sent } = await connected();
    await tell(session(active(), 'sessionActive'));
    await workstation.calls.hangup('s1');
    expect([sip.asked.hangup, sent('call.hangup')]).toEqual([0, 1]);
  });

  it('without one ends the leg at once', async () => {
    const { tell, active, workstation, sip, centre, sent } = await connected();
    await tell(session(active(), 'sessionActive'));
    centre.hub.answer = 'never';
    centre.socket.drop();
    await settle();
    await workstation.calls.hangup('s1');
    expect([sip.asked.hangup, sent('call.hangup')]).toEqual([1, 0]);
  });

  it('of a call that the leg does not carry waits for the connection', async () => {
    const { tell, active, workstation, sip, centre, clock, sent } = await connected();
    await tell(session(active({ hold: 'held' }), 'sessionActive'));
    centre.socket.drop();
    await settle();
    const hangup = workstation.calls.hangup('s1');
    await clock.advanceAsync(400);
    await hangup;
    expect([sip.asked.hangup, sent('call.hangup')]).toEqual([0, 1]);
  });

  it('of a call that is gone once the connection is back is done; of one that never was, notFound', async () => {
    const { tell, active, workstation, centre, clock, backend } = await connected();
    await tell(session(active({ hold: 'held' }), 'sessionActive'));
    centre.answers.set('call.hangup', () => {
      throw new CallstationError('notFound');
    });
    await expect(workstation.calls.hangup('s1')).rejects.toMatchObject({ code: 'notFound' });
    centre.mute = true;
    const asked = workstation.calls.hangup('s1');
    centre.restart(fakeState());
    centre.mute = false;
    centre.socket.drop();
    await clock.advanceAsync(400);
    await asked;
    expect(workstation.getSnapshot().sessions).toEqual([]);
    await expect(backend.request('call.hangup', { sessionId: 'never' }, 'x')).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('the microphone', () => {
  it('is given back in a break without a live call, and not before', async () => {
    const { agent, tell, active, workstation, media } = await connected();
    await tell(offered);
    await workstation.calls.answer('s1');
    await tell(session(active(), 'sessionActive'));
    const away = { ...agent, status: 'break', reason: 'lunch' } as const;
    await tell({ type: 'agent', agent: away, cause: 'agentStatusChanged' });
    expect(media.acquired).toBe(true);
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    expect(media.acquired).toBe(false);
  });

  it('is not taken away while a prompt is open', async () => {
    const { agent, tell, workstation, media } = await connected();
    await tell(offered);
    media.prompt = createPrompt();
    const answer = workstation.calls.answer('s1');
    await tell({ type: 'agent', agent: { ...agent, status: 'break', reason: 'x' }, cause: 'agentStatusChanged' });
    media.prompt.answer();
    await answer;
    expect(media.acquisitions).toBe(1);
  });
});

describe('devices and levels', () => {
  it('work before connect, and levels stay out of the snapshot', async () => {
    const { workstation, media } = createPage();
    expect(await workstation.devices.list()).toHaveLength(3);
    const heard: number[] = [];
    const stop = workstation.levels('s1', ({ peer }) => heard.push(peer));
    const before = workstation.getSnapshot();
    media.loudness('audio', { mic: 0, peer: 0.5 });
    stop();
    expect(heard).toEqual([0.5]);
    expect(workstation.getSnapshot()).toBe(before);
  });

  it('a volume that was set before connect is told then, and holds for the next sign-in', async () => {
    const { workstation, media } = createPage();
    await workstation.devices.setVolume({ microphone: 0.5 });
    expect(media.volume).toEqual({ microphone: 0.5, speaker: 1 });
    await workstation.connect();
    expect(workstation.getSnapshot().page.volume).toEqual({ microphone: 0.5, speaker: 1 });
    await workstation.devices.setVolume({ speaker: 0 });
    await workstation.close();
    expect(workstation.getSnapshot().page.volume).toEqual({ microphone: 0.5, speaker: 0 });
  });

  it('media facts reach the page', async () => {
    const { workstation, media } = await connected();
    await workstation.devices.list();
    media.tell({ output: 'blocked' });
    expect(workstation.getSnapshot().page.output).toBe('blocked');
  });
});
