import { TCCCEndReason, TCCCSessionDirection, TcccErrorCode } from '@callstation/uniapp';
import { describe, expect, it } from 'vitest';

import { openPhone, MORNING } from './phone.ts';

type Phone = Awaited<ReturnType<typeof openPhone>>;

async function rings(phone: Phone, fromUserId = '10001', sessionId = 's1'): Promise<void> {
  phone.workstation.tell('onNewSession', {
    ...{ sessionId, sessionID: sessionId, fromUserId, toUserId: 'alice', fromAor: '', toAor: '' },
    ...{ sessionDirection: TCCCSessionDirection.CallIn, customHeaderJson: '{}' },
  });
  await phone.pass(0);
}
const ended = async (phone: Phone, reason: number, message = '', sessionId = 's1'): Promise<void> => {
  phone.workstation.tell('onEnded', reason, message, sessionId);
  await phone.pass(0);
};

describe('the dialog of a call that comes in', () => {
  it('has no button to answer where the agent’s own phone is what rings', async () => {
    const phone = await openPhone({ platform: 'mp-weixin' });
    await rings(phone);
    expect([phone.text('.incoming-phone'), phone.has('.incoming-answer')]).toEqual([
      ...['Pick up your phone to answer.', false],
    ]);
    await phone.press('.incoming-reject');
    expect(phone.times('terminate')).toBe(1);
  });

  it('says who calls, and rings', async () => {
    const phone = await openPhone();
    expect(phone.has('.incoming')).toBe(false);
    await rings(phone);
    expect(phone.find('.incoming').getAttribute('aria-label')).toBe('Incoming call');
    expect([phone.text('.incoming-name'), phone.text('.incoming-number')]).toEqual(['Ada Martin', '10001']);
    expect(phone.workstation.asked).toContainEqual(['startPlayMusic', 'static/ring.wav', 9999]);
  });

  it.each([
    ['+49301', '+49301'],
    ['', 'Unknown number'],
  ])('says of %j, who is nobody in the phone book, %j alone', async (number, shown) => {
    const phone = await openPhone();
    await rings(phone, number);
    expect(phone.text('.incoming-name')).toBe(shown);
    expect(phone.texts('.incoming-number').join('')).toBe('');
  });

  it('answers: the ringing ends, and both speak once the centre says so', async () => {
    const phone = await openPhone();
    phone.workstation.answers.set('answer', 'later');
    await rings(phone);
    await phone.press('.incoming-answer');
    expect(phone.times('stopPlayMusic')).toBe(1);
    expect([phone.page(), phone.text('.calling-state'), phone.has('.incoming')]).toEqual([
      ...['calling', 'Connecting…', false],
    ]);
    await phone.pass(2000);
    phone.workstation.tell('onAccepted', 's1');
    await phone.pass(3000);
    phone.workstation.finish('answer', 0, '');
    await phone.pass(0);
    expect(phone.text('.calling-state')).toBe('00:03');
  });

  it('goes on ringing when the microphone is refused, to be answered again', async () => {
    const phone = await openPhone({ microphone: 'prompt' });
    phone.workstation.answers.set('answer', [TcccErrorCode.ERR_MIC_NOT_AUTHORIZED, 'refused']);
    await rings(phone);
    await phone.press('.incoming-answer');
    expect([phone.page(), phone.text('.microphone-what')]).toEqual([
      ...['calling', 'The microphone was not allowed. Allow it when you are asked, then call again.'],
    ]);
    // The customer rings on meanwhile, beneath.
    expect([phone.text('.calling-state'), phone.has('.incoming')]).toEqual(['', true]);
    await phone.press('.sheet-leave');
    expect([phone.page(), phone.has('.sheet')]).toEqual(['numbers', false]);
    expect([phone.text('.incoming-name'), phone.times('startPlayMusic')]).toEqual(['Ada Martin', 2]);
    phone.workstation.answers.delete('answer');
    await phone.press('.incoming-answer');
    expect([phone.page(), phone.text('.calling-state')]).toEqual(['calling', '00:00']);
  });

  it('declines, and says so', async () => {
    const phone = await openPhone();
    await rings(phone);
    await phone.press('.incoming-reject');
    expect([phone.times('terminate'), phone.times('stopPlayMusic')]).toEqual([1, 1]);
    await ended(phone, TCCCEndReason.LocalCancel);
    expect([phone.has('.incoming'), phone.said]).toEqual([false, ['You declined the call']]);
  });

  it.each([
    [TCCCEndReason.RemoteCancel, 'The caller gave up'],
    [TCCCEndReason.Timeout, 'Nobody answered'],
    [TCCCEndReason.Replaced, 'The call went on elsewhere'],
    [TCCCEndReason.Error, 'The call failed: gone (SipReason: 487)'],
  ])('goes away, quietly, when it ends with %d', async (reason, said) => {
    const phone = await openPhone();
    await rings(phone);
    await ended(phone, reason, 'gone (SipReason: 487)');
    expect([phone.has('.incoming'), phone.times('stopPlayMusic'), phone.said]).toEqual([false, 1, [said]]);
  });

  it('is there on every page, and on the next one that takes its place', async () => {
    const phone = await openPhone();
    await rings(phone);
    await phone.press('.open-settings');
    expect([phone.page(), phone.text('.incoming-name')]).toEqual(['settings', 'Ada Martin']);
    await phone.press('.settings-back');
    expect([phone.page(), phone.text('.incoming-name')]).toEqual(['numbers', 'Ada Martin']);
    await ended(phone, TCCCEndReason.RemoteCancel);
    expect(phone.said).toEqual(['The caller gave up']);
  });

  it('leaves the call of now alone when it ends', async () => {
    const phone = await openPhone();
    await rings(phone);
    await phone.press('.incoming-answer');
    await rings(phone, '10002', 's2');
    expect(phone.text('.incoming-name')).toBe('Busy Bernard');
    await ended(phone, TCCCEndReason.RemoteCancel, '', 's2');
    await ended(phone, TCCCEndReason.Error, 'not ours', 's3');
    expect([phone.page(), phone.has('.incoming'), phone.said]).toEqual(['calling', false, ['The caller gave up']]);
    expect(phone.find('.calling').dataset['state']).toBe('inProgress');
    expect(Date.now()).toBe(MORNING);
  });
});
