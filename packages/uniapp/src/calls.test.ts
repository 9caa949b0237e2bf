import { describe, expect, it } from 'vitest';

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
});
