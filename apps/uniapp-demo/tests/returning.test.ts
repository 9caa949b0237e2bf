import { TCCCEndReason, TCCCSessionDirection, TcccErrorCode } from '@callstation/uniapp';
import { describe, expect, it } from 'vitest';

import { SIGNED_IN } from './device.ts';
import { MORNING, openPhone } from './phone.ts';

type Phone = Awaited<ReturnType<typeof openPhone>>;

/** What the device kept of a call of a minute ago. */
const KEPT = { sessionId: 's1', direction: 'in', number: '10001', since: MORNING - 60_000, muted: false };

const tellOf = (phone: Phone, sessionId: string, direction: number): void =>
  phone.workstation.tell('onNewSession', {
    ...{ sessionId, sessionID: sessionId, fromUserId: '10001', toUserId: '10001', fromAor: '', toAor: '' },
    ...{ sessionDirection: direction, customHeaderJson: '{}' },
  });

/** The app is loaded anew at that page, and is not signed in yet. */
async function loadedAnew(kept: unknown = KEPT, page = 'calling'): Promise<Phone> {
  const phone = await openPhone({
    page: 'login',
    kept: { 'callstation-settings': SIGNED_IN, 'callstation-call': kept },
  });
  phone.workstation.answers.set('checkLogin', [400, 'Nobody has logged in yet.']).set('login', 'later');
  void uni.reLaunch({ url: `/pages/${page}/index` });
  await phone.pass(0);
  return phone;
}
async function signedIn(phone: Phone): Promise<void> {
  phone.workstation.answers.delete('checkLogin');
  phone.workstation.finish('login', 0, '');
  await phone.pass(0);
}
const state = (phone: Phone): string | undefined => phone.find('.calling').dataset['state'];

describe('an app that is loaded again in a call', () => {
  it.each([
    ['in', TCCCSessionDirection.CallIn],
    ['out', TCCCSessionDirection.CallOut],
  ])('comes back to it (%s), with its name and its time, and rings for nobody', async (way, direction) => {
    const phone = await loadedAnew({ ...KEPT, direction: way });
    expect([phone.page(), phone.text('.calling-name'), phone.text('.calling-state')]).toEqual([
      ...['calling', 'Ada Martin', 'Connecting…'],
    ]);
    tellOf(phone, 's1', direction);
    phone.workstation.tell('onAccepted', 's1');
    await signedIn(phone);
    expect([phone.page(), state(phone), phone.text('.calling-state')]).toEqual(['calling', 'inProgress', '01:00']);
    expect([phone.has('.incoming'), phone.times('startPlayMusic'), phone.times('login')]).toEqual([false, 0, 1]);
    phone.workstation.tell('onEnded', TCCCEndReason.RemoteBye, '', 's1');
    await phone.pass(1000);
    expect([phone.page(), phone.said, phone.stored.get('callstation-call')]).toEqual([
      ...['numbers', ['The other side hung up'], ''],
    ]);
  });

  it('is still muted, and may speak again', async () => {
    const phone = await loadedAnew({ ...KEPT, muted: true });
    tellOf(phone, 's1', TCCCSessionDirection.CallIn);
    phone.workstation.tell('onAccepted', 's1');
    await signedIn(phone);
    expect(phone.text('.calling-note')).toBe('You are muted');
    await phone.press('.calling-mute');
    expect([phone.has('.calling-note'), phone.times('unmute')]).toEqual([false, 1]);
    expect(phone.stored.get('callstation-call')).toEqual(KEPT);
  });

  it('comes to it from another page, too', async () => {
    const phone = await loadedAnew(KEPT, 'numbers');
    expect(phone.page()).toBe('numbers');
    tellOf(phone, 's1', TCCCSessionDirection.CallIn);
    phone.workstation.tell('onAccepted', 's1');
    await signedIn(phone);
    expect([phone.page(), state(phone)]).toEqual(['calling', 'inProgress']);
  });

  it('goes to the list when the call is over meanwhile', async () => {
    const phone = await loadedAnew();
    await signedIn(phone);
    expect([phone.page(), phone.said, phone.stored.get('callstation-call')]).toEqual(['numbers', [], '']);
  });

  it('knows a call that rings, or is another, from the one that was', async () => {
    const phone = await loadedAnew();
    tellOf(phone, 's2', TCCCSessionDirection.CallIn);
    await signedIn(phone);
    expect([phone.page(), phone.text('.incoming-name')]).toEqual(['numbers', 'Ada Martin']);
  });

  it('that finds no centre signs in, and then has the call', async () => {
    const phone = await loadedAnew();
    phone.workstation.finish('login', TcccErrorCode.ERR_HTTP_REQUEST_FAILURE, 'Nobody there.');
    await phone.pass(0);
    expect(phone.page()).toBe('login');
    await phone.press('.login-enter');
    tellOf(phone, 's1', TCCCSessionDirection.CallIn);
    phone.workstation.tell('onAccepted', 's1');
    await signedIn(phone);
    expect([phone.page(), state(phone), phone.text('.calling-state')]).toEqual(['calling', 'inProgress', '01:00']);
  });

  it.each([['nonsense'], [{ sessionId: 's1' }], [{ ...KEPT, sessionId: '' }]])('takes %j for no call', async (kept) => {
    const phone = await loadedAnew(kept);
    expect(phone.page()).toBe('numbers');
    await signedIn(phone);
    expect([phone.page(), phone.times('login')]).toEqual(['numbers', 1]);
  });

  it('and signed out by another seat forgets who rang', async () => {
    const phone = await openPhone();
    tellOf(phone, 's2', TCCCSessionDirection.CallIn);
    await phone.pass(0);
    phone.workstation.tell('onError', TcccErrorCode.ERR_SIP_FORBIDDEN, 'Replaced.');
    await phone.pass(0);
    await phone.press('.login-enter');
    expect([phone.page(), phone.has('.incoming')]).toEqual(['numbers', false]);
  });
});
