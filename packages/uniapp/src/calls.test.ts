import { fakeAgent, fakeOffer, fakeState } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { TCCCEndReason } from './enums.ts';
import { openPage, told } from './testing/open-page.ts';

describe('a call', () => {
  it('that comes in is told, answered, muted, toned and ended', async () => {
    const { tccc, centre, heard, settle } = await openPage();
    const id = centre.callIn();
    await settle();
    expect(heard).toEqual([
      [
        'onNewSession',
        {
          ...{ sessionId: id, sessionID: id, sessionDirection: 0, customHeaderJson: '{}' },
          ...{ fromUserId: '+491701234567', toUserId: 'alice' },
          ...{ fromAor: 'sip:+491701234567', toAor: 'sip:alice' },
        },
      ],
    ]);
    expect(await told((callback) => tccc.answer(callback))).toEqual({ code: 0, message: '' });
    for (const act of [() => tccc.mute(), () => tccc.unMute(), () => tccc.sendDTMF('1'), () => tccc.terminate()])
      expect(await act()).toEqual({ code: 0, message: '' });
    expect(centre.digits(id)).toBe('1');
    await settle();
    expect(heard.slice(1)).toEqual([
      ['onAccepted', id],
      ['onEnded', 3, 'You hung up', id],
    ]);
  });

  it('that goes out is told, answered and ended by the far end', async () => {
    const { tccc, centre, heard, asked, settle } = await openPage();
    expect(await told((callback) => tccc.call({ to: '10001', remark: 'Ann', uui: 'row 7' }, callback))).toEqual({
      code: 0,
      message: '',
    });
    expect(asked()).toEqual(['call.dial', { to: { number: '10001' }, remark: 'Ann', userData: 'row 7' }]);
    expect(await told((callback) => tccc.call('10002', callback))).toMatchObject({ code: -10_004 });
    centre.tell(centre.newest, { type: 'peerAnswered' });
    centre.end(centre.newest, { reason: 'remoteHangup', by: 'peer' });
    await settle();
    expect(heard.map(([name, ...args]) => [name, args.length === 1 ? null : args[0]])).toEqual([
      ['onNewSession', null],
      ['onAccepted', null],
      ['onEnded', 4],
    ]);
    expect(heard[0]?.[1]).toMatchObject({
      ...{ sessionDirection: 1, fromUserId: 'alice', toUserId: '10001' },
      customHeaderJson: JSON.stringify({ uui: 'row 7', remark: 'Ann' }),
    });
  });

  it('that rings during another is the one that is declined', async () => {
    const { tccc, centre, heard, workstation, settle } = await openPage();
    const first = centre.callIn();
    await tccc.answer();
    const second = centre.callIn();
    expect(await tccc.terminate()).toMatchObject({ code: 0 });
    expect(workstation.getSnapshot().sessions).toMatchObject([{ id: first, phase: 'active' }]);
    expect(await tccc.terminate()).toMatchObject({ code: 0 });
    await settle();
    const ends = heard.filter(([name]) => name === 'onEnded').map(([, reason, , id]) => [reason, id]);
    expect(ends).toEqual([
      [TCCCEndReason.LocalCancel, second],
      [TCCCEndReason.LocalBye, first],
    ]);
  });

  it('that was placed while nobody listened is told to the next listener', async () => {
    const { tccc, centre, heard, listen, settle } = await openPage();
    tccc.off('*');
    await tccc.call('10001');
    listen();
    await settle();
    expect(heard).toMatchObject([['onNewSession', { sessionId: centre.newest, sessionDirection: 1 }]]);
  });

  it('that was placed by who listens to its end alone ends for them, though another page leads by now', async () => {
    const { tccc, centre } = await openPage();
    tccc.off('*');
    const ends: string[] = [];
    tccc.on('onEnded', (_reason, _message, sessionId) => ends.push(sessionId));
    await tccc.call('10001');
    centre.backend.emit({ type: 'reset', state: fakeState({ agent: fakeAgent('alice', { leadPage: 'other' }) }) });
    expect(ends).toEqual([centre.newest]);
  });

  it('that is answered by the very listener that is told of it is told once', async () => {
    const { tccc, centre, heard, listen, settle } = await openPage();
    tccc.off('*');
    const id = centre.callIn();
    listen();
    tccc.on('onNewSession', ({ sessionId }) => {
      heard.push(['onNewSession', sessionId]);
      void tccc.answer();
    });
    await settle();
    expect(heard).toEqual([
      ['onNewSession', id],
      ['onAccepted', id],
    ]);
  });

  it('is none where it is a chat, which this vendor does not have', async () => {
    const { centre, heard, settle } = await openPage({ pages: 'all' });
    const { id, engagementId, role, direction, peer, context, createdAt } = fakeOffer('chat');
    const chat = { id, engagementId, role, direction, peer, context, createdAt, kind: 'im' } as const;
    const session = { ...chat, phase: 'offered', deadline: null } as const;
    centre.backend.emit({ type: 'session', session, cause: 'sessionOffered' });
    await settle();
    expect(heard).toEqual([]);
  });
});
