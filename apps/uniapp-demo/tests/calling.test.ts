import { TCCCAudioRoute, TCCCEndReason, TCCCQuality, TCCCSessionDirection, TcccErrorCode } from '@callstation/uniapp';
import { describe, expect, it, vi } from 'vitest';

import { texts, type Word } from '../src/lib/words.ts';
import { openPhone } from './phone.ts';

type Phone = Awaited<ReturnType<typeof openPhone>>;
const session = (sessionId: string) => ({
  ...{ sessionId, sessionID: sessionId, fromUserId: 'alice', toUserId: '10001', fromAor: '', toAor: '' },
  ...{ sessionDirection: TCCCSessionDirection.CallOut, customHeaderJson: '{}' },
});

/** Calls Ada; nobody answered yet. */
async function calling(device: Parameters<typeof openPhone>[0] = {}): Promise<Phone> {
  const phone = await openPhone(device);
  phone.workstation.answers.set('call', 'later');
  await phone.press('[data-number="10001"] .contact-dial');
  return phone;
}
async function talking(device: Parameters<typeof openPhone>[0] = {}): Promise<Phone> {
  const phone = await calling(device);
  phone.workstation.tell('onNewSession', session('s1'));
  phone.workstation.finish('call', 0, '');
  phone.workstation.tell('onAccepted', 's1');
  await phone.pass(0);
  return phone;
}
async function ended(phone: Phone, reason: number, message = ''): Promise<void> {
  phone.workstation.tell('onEnded', reason, message, 's1');
  await phone.pass(0);
}
const standing = (phone: Phone): string => phone.text('.calling-state');

describe('the calling page', () => {
  it('tells where the call stands, and how long it takes', async () => {
    const phone = await calling();
    expect([phone.text('.calling-name'), phone.text('.calling-number')]).toEqual(['Ada Martin', '10001']);
    expect(standing(phone)).toBe('Starting the call…');
    phone.workstation.tell('onNewSession', session('s1'));
    await phone.pass(20_000);
    expect(standing(phone)).toBe('Ringing…');
    phone.workstation.tell('onAccepted', 's1');
    await phone.pass(0);
    expect(standing(phone)).toBe('00:00');
    await phone.pass(65_000);
    expect(standing(phone)).toBe('01:05');
    await phone.pass(3_600_000);
    expect(standing(phone)).toBe('1:01:05');
  });

  it('counts a call from its answer, told again or not', async () => {
    const phone = await talking();
    await phone.pass(4000);
    phone.workstation.tell('onAccepted', 's1');
    await phone.pass(1000);
    expect(standing(phone)).toBe('00:05');
  });

  it('goes to a call that the centre began', async () => {
    const phone = await openPhone();
    phone.workstation.tell('onNewSession', session('s1'));
    await phone.pass(0);
    expect([phone.page(), phone.text('.calling-name')]).toEqual(['calling', 'Ada Martin']);
  });

  it('goes to the list when there is no call, and leaves no clock running behind it', async () => {
    const phone = await openPhone({ page: 'calling' });
    expect([phone.page(), vi.getTimerCount()]).toEqual(['numbers', 0]);
  });

  it('has its buttons for a conversation only', async () => {
    const phone = await calling();
    for (const name of ['mute', 'keypad', 'speaker']) {
      expect(phone.find(`.calling-${name}.off`).getAttribute('aria-disabled')).toBe('true');
      await phone.press(`.calling-${name}`);
    }
    expect([phone.times('mute'), phone.times('setAudioRoute'), phone.has('.key-pad')]).toEqual([0, 1, false]);
  });

  it('mutes the microphone, says so, and lets it speak again', async () => {
    const phone = await talking();
    const label = (): string | null => phone.find('.calling-mute').getAttribute('aria-label');
    expect([label(), phone.has('.calling-note')]).toEqual(['Mute', false]);
    await phone.press('.calling-mute');
    expect([label(), phone.text('.calling-note'), phone.times('mute')]).toEqual(['Unmute', 'You are muted', 1]);
    await phone.press('.calling-mute');
    expect([label(), phone.has('.calling-note'), phone.times('unmute')]).toEqual(['Mute', false, 1]);
  });

  it('is silent at once, is heard again when the centre says so, and does nothing for a press in between', async () => {
    const phone = await talking();
    const { answers } = phone.workstation;
    answers.set('mute', 'later').set('unmute', 'later');
    await phone.press('.calling-mute');
    await phone.press('.calling-mute');
    expect([phone.text('.calling-note'), phone.times('mute'), phone.times('unmute')]).toEqual(['You are muted', 1, 0]);
    phone.workstation.finish('mute', 0, '');
    await phone.pass(0);
    await phone.press('.calling-mute');
    await phone.press('.calling-mute');
    expect([phone.text('.calling-note'), phone.times('mute'), phone.times('unmute')]).toEqual(['You are muted', 1, 1]);
    phone.workstation.finish('unmute', 0, '');
    await phone.pass(0);
    expect([phone.has('.calling-note'), phone.stored.get('callstation-call')]).toMatchObject([false, { muted: false }]);
  });

  it.each([
    ['mute', TcccErrorCode.INVALID_OPERATION, 'other', false],
    ['mute', TcccErrorCode.INVALID_OPERATION, 'muted', true],
    ['mute', TcccErrorCode.ERR_SIP_REQUESTTIMEOUT, undefined, true],
    ['mute', TcccErrorCode.ERR_SIP_REQUEST_TERMINATED, undefined, true],
    ['unmute', TcccErrorCode.ERR_SIP_REQUESTTIMEOUT, undefined, true],
    ['unmute', TcccErrorCode.INVALID_OPERATION, 'notMuted', false],
  ] as const)('shows what is so when %s is refused with %d (%s): muted %s', async (verb, code, reason, muted) => {
    const phone = await talking();
    if (verb === 'unmute') await phone.press('.calling-mute');
    phone.workstation.answers.set(verb, [code, 'No.', { reason }]);
    await phone.press('.calling-mute');
    expect([phone.has('.calling-note'), phone.stored.get('callstation-call')]).toMatchObject([muted, { muted }]);
    const known = reason === 'muted' || reason === 'notMuted';
    expect(phone.said).toEqual(known ? [] : [`That did not work: No. (${code})`]);
    phone.workstation.answers.delete(verb);
    await phone.press('.calling-mute');
    expect(phone.times('mute') + phone.times('unmute')).toBe(verb === 'unmute' ? 3 : 2);
  });

  it('says nothing of a microphone whose call is over', async () => {
    const phone = await talking();
    phone.workstation.answers.set('mute', 'later');
    await phone.press('.calling-mute');
    await ended(phone, TCCCEndReason.RemoteBye);
    phone.workstation.finish('mute', TcccErrorCode.ERR_SIP_NOT_EXIST, 'There is no call.');
    await phone.pass(1000);
    expect([phone.page(), phone.said, phone.stored.get('callstation-call')]).toEqual([
      ...['numbers', ['The other side hung up'], ''],
    ]);
  });

  it('presses keys, shows the last of them, and says when one did not arrive', async () => {
    const phone = await talking();
    await phone.press('.calling-keypad');
    expect(phone.texts('.key-pad-key').join('')).toBe('123456789*0#');
    expect(phone.has('.contact-avatar')).toBe(false);
    for (const key of ['1', '*', '#']) await phone.press(`[data-key="${key}"]`);
    expect(phone.text('.key-pad-shown')).toBe('1*#');
    expect(phone.workstation.asked.filter(([name]) => name === 'sendDTMF')).toEqual(
      ['1', '*', '#'].map((key) => ['sendDTMF', key]),
    );
    for (let count = 0; count < 15; count += 1) await phone.press('[data-key="7"]');
    expect(phone.text('.key-pad-shown')).toBe(`#${'7'.repeat(15)}`);
    phone.workstation.answers.set('sendDTMF', [TcccErrorCode.ERR_SEND_DTMF_FAILURE, 'No connection.']);
    await phone.press('[data-key="0"]');
    expect(phone.said).toEqual(['That did not work: No connection. (20004)']);
    await phone.press('.calling-keypad');
    expect(phone.has('.key-pad')).toBe(false);
  });

  it('turns the speaker on and off', async () => {
    const phone = await talking();
    await phone.press('.calling-speaker');
    expect(phone.has('.calling-speaker .on')).toBe(true);
    await phone.press('.calling-speaker');
    expect([phone.has('.calling-speaker .on'), phone.has('.calling-why')]).toEqual([false, false]);
    const { Speakerphone, Earpiece } = TCCCAudioRoute;
    const routes = phone.workstation.asked.filter(([name]) => name === 'setAudioRoute').map(([, route]) => route);
    // A call begins at the ear.
    expect(routes).toEqual([Earpiece, Speakerphone, Earpiece]);
    phone.workstation.route = TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED;
    await phone.press('.calling-speaker');
    expect(phone.has('.calling-speaker .on')).toBe(false);
  });

  it('has no speaker button where the device decides that, and says so', async () => {
    const phone = await openPhone();
    phone.workstation.route = TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED;
    await phone.press('[data-number="10001"] .contact-dial');
    expect([phone.has('.calling-speaker'), phone.has('.calling-mute')]).toEqual([false, true]);
    expect(phone.text('.calling-why')).toBe('This device chooses the speaker by itself.');
  });

  it.each([
    ['en', 'Your phone rings first. Pick it up.', 'Mute and speaker are on your phone.'],
    ['zh', '您的手机将先响铃，请接听。', '静音和扬声器请在手机上操作。'],
  ])('tells whose phone rings where the sound is there, and has keys alone: %s', async (locale, hint, why) => {
    const phone = await calling({ locale, platform: 'mp-weixin' });
    expect([phone.text('.calling-phone'), phone.text('.calling-why')]).toEqual([hint, why]);
    phone.workstation.tell('onNewSession', session('s1'));
    await phone.pass(0);
    expect(phone.text('.calling-phone')).toBe(hint);
    phone.workstation.tell('onAccepted', 's1');
    await phone.pass(0);
    expect(phone.has('.calling-phone')).toBe(false);
    expect(phone.texts('.calling-buttons .round-button')).toHaveLength(1);
    await phone.press('.calling-keypad');
    await phone.press('[data-key="1"]');
    expect([phone.times('sendDTMF'), phone.times('setAudioRoute')]).toEqual([1, 0]);
    await ended(phone, TCCCEndReason.RemoteBye);
    expect(phone.has('.calling-phone')).toBe(false);
  });

  it('hangs up once, shows the end for a moment, and comes back to the list', async () => {
    const phone = await talking();
    await phone.press('.calling-end');
    expect(phone.times('terminate')).toBe(1);
    await ended(phone, TCCCEndReason.LocalBye);
    expect([standing(phone), phone.has('.calling-end.off'), phone.said]).toEqual(['Call ended', true, ['You hung up']]);
    await phone.press('.calling-end');
    expect(phone.times('terminate')).toBe(1);
    await phone.pass(999);
    expect(phone.page()).toBe('calling');
    await phone.pass(1);
    expect([phone.page(), phone.text('.notice')]).toEqual(['numbers', 'You hung up']);
    await phone.pass(3000);
    expect([phone.has('.notice'), vi.getTimerCount()]).toEqual([false, 0]);
  });

  it('says that it hangs up for as long as the centre does not, once, and what went wrong', async () => {
    const phone = await talking();
    phone.workstation.answers.set('terminate', 'later');
    await phone.press('.calling-end');
    await phone.press('.calling-end');
    await phone.pass(5000);
    expect([standing(phone), phone.has('.calling-end.off'), phone.times('terminate')]).toEqual([
      'Hanging up…',
      true,
      1,
    ]);
    phone.workstation.finish('terminate', TcccErrorCode.ERR_SIP_REQUESTTIMEOUT, 'No answer came in time.');
    await phone.pass(0);
    expect([standing(phone), phone.has('.calling-end.off')]).toEqual(['00:05', false]);
    expect(phone.said.at(-1)).toContain('No answer came in time.');
    phone.workstation.answers.set('terminate', [0, '']);
    await phone.press('.calling-end');
    expect([standing(phone), phone.times('terminate')]).toEqual(['Call ended', 2]);
  });

  it('gives up before anybody answered', async () => {
    const phone = await calling();
    phone.workstation.tell('onNewSession', session('s1'));
    await phone.press('.calling-end');
    await ended(phone, TCCCEndReason.LocalCancel);
    expect([phone.times('terminate'), phone.said]).toEqual([1, ['Call cancelled']]);
  });

  it('says why a call never began', async () => {
    const phone = await calling();
    phone.workstation.finish('call', TcccErrorCode.ERR_SIP_FORBIDDEN, 'That number is blocked.');
    await phone.pass(0);
    expect([standing(phone), phone.said]).toEqual(['Call ended', ['That did not work: That number is blocked. (403)']]);
    await phone.pass(1000);
    expect(phone.page()).toBe('numbers');
  });

  it.each([
    ['h5', 'prompt', undefined, 'microphoneRefused'],
    ['h5', 'denied', undefined, 'microphoneBlocked'],
    ['h5', undefined, undefined, 'microphoneBlocked'],
    ['h5', 'no https', undefined, 'microphoneInsecure'],
    ['app', undefined, { always: false }, 'microphoneRefused'],
    ['app', undefined, undefined, 'microphoneRefused'],
    ['app', undefined, { always: true }, 'microphoneOff'],
  ] as const)('says what to do without a microphone: %s, %s, %j', async (platform, microphone, data, word) => {
    for (const locale of ['en', 'zh'] as const) {
      const phone = await calling({ locale, platform, ...(microphone ? { microphone } : {}) });
      phone.workstation.finish('call', TcccErrorCode.ERR_MIC_NOT_AUTHORIZED, 'refused', data);
      await phone.pass(0);
      await phone.pass(60_000);
      expect([phone.page(), phone.text('.microphone-what')]).toEqual(['calling', texts[locale][word]]);
      const opens = phone.has('.microphone-settings');
      expect(opens).toBe(word === 'microphoneOff');
      await phone.press(opens ? '.microphone-settings' : '.sheet-leave');
      expect([phone.page(), phone.has('.sheet'), phone.openedSettings()]).toEqual(['numbers', false, opens ? 1 : 0]);
    }
  });

  it.each<[number, Word]>([
    [TCCCEndReason.Error, 'endError'],
    [TCCCEndReason.Timeout, 'endTimeout'],
    [TCCCEndReason.Replaced, 'endReplaced'],
    [TCCCEndReason.LocalBye, 'endLocal'],
    [TCCCEndReason.RemoteBye, 'endRemote'],
    [TCCCEndReason.LocalCancel, 'endCancelled'],
    [TCCCEndReason.RemoteCancel, 'endMissed'],
    [TCCCEndReason.Rejected, 'endRejected'],
    [TCCCEndReason.Referred, 'endReferred'],
    [99, 'endError'],
  ])('says in both languages why a call ended with %d', async (reason, word) => {
    for (const language of ['en', 'zh'] as const) {
      const phone = await talking({ locale: language });
      await ended(phone, reason, 'gone');
      expect(phone.said).toEqual([texts[language][word].replace('{reason}', 'gone')]);
    }
  });

  it('hints at a poor network for as long as it is poor, and in a conversation only', async () => {
    const phone = await calling();
    phone.workstation.tell('onNewSession', session('s1'));
    const hint = async (of: number, after = 2000): Promise<string> => {
      await phone.pass(after);
      phone.workstation.tell('onNetworkQuality', { userId: '', quality: of }, []);
      await phone.pass(0);
      return phone.texts('.calling-network').join();
    };
    expect(await hint(TCCCQuality.Down)).toBe('');
    phone.workstation.tell('onAccepted', 's1');
    expect([await hint(TCCCQuality.Good), await hint(TCCCQuality.Poor)]).toEqual(['', '']);
    expect(await hint(TCCCQuality.Bad)).toBe('The network is poor. The call may sound broken.');
    expect(await hint(TCCCQuality.Vbad)).toBe('The network hardly carries this call.');
    // It wavers.
    expect(await hint(TCCCQuality.Good, 5999)).toBe('The network hardly carries this call.');
    expect(await hint(TCCCQuality.Good, 1)).toBe('');
    expect(await hint(TCCCQuality.Down)).toBe('The network hardly carries this call.');
    await ended(phone, TCCCEndReason.RemoteBye);
    expect(phone.has('.calling-network')).toBe(false);
  });

  it('tells of a connection that is lost for as long as it is, and of other things meanwhile', async () => {
    const phone = await talking();
    const notice = (): string => phone.texts('.notice').join();
    phone.workstation.tell('onConnectionLost', 1);
    phone.workstation.tell('onTryToReconnect', 1);
    await phone.pass(60_000);
    expect(notice()).toBe('Connection to the centre lost. Connecting again…');
    phone.workstation.tell('onError', TcccErrorCode.ERR_SIP_SERVICE_UNAVAILABLE, 'The centre closes.');
    await phone.pass(3999);
    expect(notice()).toBe('That did not work: The centre closes. (503)');
    await phone.pass(1);
    expect(notice()).toBe('Connection to the centre lost. Connecting again…');
    phone.workstation.tell('onConnectionRecovery', 1);
    await phone.pass(0);
    expect(notice()).toBe('Connected again');
    await phone.pass(4000);
    expect([notice(), phone.page()]).toEqual(['', 'calling']);
  });

  it('goes to sign in when another took the seat, whatever the connection is', async () => {
    const phone = await talking();
    phone.workstation.tell('onConnectionLost', 1);
    phone.workstation.tell('onError', TcccErrorCode.ERR_SIP_FORBIDDEN, 'Replaced.');
    await phone.pass(0);
    expect([phone.page(), phone.times('logout')]).toEqual(['login', 1]);
    expect(phone.text('.notice')).toBe('You were signed out: this agent signed in somewhere else.');
    expect(phone.stored.get('callstation-settings')).toMatchObject({ signedIn: false });
    await phone.pass(4000);
    expect(phone.has('.notice')).toBe(false);
  });

  it('says that it was a supervisor who signed the agent out', async () => {
    const phone = await talking();
    const { ERR_SIP_FORBIDDEN } = TcccErrorCode;
    phone.workstation.tell('onError', ERR_SIP_FORBIDDEN, 'Signed out.', { code: 'signedOut', retryable: false });
    await phone.pass(0);
    expect([phone.page(), phone.text('.notice')]).toEqual(['login', 'You were signed out by a supervisor.']);
  });
});
