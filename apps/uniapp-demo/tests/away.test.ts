import { TCCCSessionDirection, TcccErrorCode } from '@callstation/uniapp';
import { describe, expect, it } from 'vitest';

import { openPhone } from './phone.ts';

type Phone = Awaited<ReturnType<typeof openPhone>>;

const { ERR_HTTP_TOKEN_ERROR, ERR_SIP_PAYMENTREQUIRED, ERR_SIP_REQUESTTIMEOUT } = TcccErrorCode;

/** In conversation with Ada. */
async function talking(): Promise<Phone> {
  const phone = await openPhone();
  await phone.press('[data-number="10001"] .contact-dial');
  phone.workstation.tell('onNewSession', {
    ...{ sessionId: 's1', sessionID: 's1', fromUserId: 'alice', toUserId: '10001', fromAor: '', toAor: '' },
    ...{ sessionDirection: TCCCSessionDirection.CallOut, customHeaderJson: '{}' },
  });
  phone.workstation.tell('onAccepted', 's1');
  await phone.pass(0);
  return phone;
}
/** The page is shown again. */
async function shown(phone: Phone): Promise<void> {
  const { page, pass } = phone;
  void uni.reLaunch({ url: `/pages/${page()}/index` });
  await pass(0);
}
const stands = (phone: Phone): (string | undefined)[] => [phone.page(), phone.find('.calling').dataset['state']];

describe('an agent whose connection is away', () => {
  it('stays where they are, signed in, until it is back', async () => {
    const phone = await openPhone();
    phone.workstation.answers.set('checkLogin', [ERR_SIP_REQUESTTIMEOUT, 'No answer came in time.']);
    await shown(phone);
    expect([phone.page(), phone.times('login'), phone.said]).toEqual(['numbers', 0, []]);
  });

  it('stays in a call, and hangs it up though nobody tells of its end', async () => {
    const phone = await talking();
    phone.workstation.answers.set('checkLogin', [ERR_SIP_REQUESTTIMEOUT, 'No answer came in time.']);
    await shown(phone);
    expect([...stands(phone), phone.times('login')]).toEqual(['calling', 'inProgress', 0]);
    await phone.press('.calling-end');
    expect([...stands(phone), phone.stored.get('callstation-call')]).toEqual(['calling', 'finished', '']);
    await phone.pass(1000);
    expect(phone.page()).toBe('numbers');
  });
});

describe('an agent whose token is refused', () => {
  const refuse = async (phone: Phone, code: number = ERR_HTTP_TOKEN_ERROR): Promise<void> => {
    phone.workstation.tell('onError', code, 'Refused.');
    await phone.pass(0);
  };

  it('is signed in again with a fresh one, where they are', async () => {
    for (const open of [openPhone, talking]) {
      const phone = await open();
      const page = phone.page();
      await refuse(phone);
      expect([phone.page(), phone.times('login'), phone.requests.length]).toEqual([page, 1, 1]);
      expect(phone.said).toEqual(['That did not work: Refused. (-10002)']);
    }
  });

  it('goes to the sign-in page where that fails, and is told why', async () => {
    const phone = await openPhone();
    phone.workstation.answers.set('login', [ERR_SIP_PAYMENTREQUIRED, 'Every seat is taken.']);
    await refuse(phone, ERR_SIP_PAYMENTREQUIRED);
    expect([phone.page(), phone.text('.notice')]).toEqual(['login', 'That did not work: Every seat is taken. (402)']);
  });

  it.each([
    ['ends', [0, '']],
    ['is not theirs any more', [TcccErrorCode.ERR_SIP_BAD_REQUEST, 'Nobody has logged in.']],
  ] as const)('leaves a call by hanging it up, which %s', async (_, answer) => {
    const phone = await talking();
    phone.tokens.answer = null;
    phone.workstation.answers.set('checkLogin', [ERR_HTTP_TOKEN_ERROR, 'Refused.']).set('terminate', answer);
    await refuse(phone);
    expect([...stands(phone), phone.times('login')]).toEqual(['calling', 'inProgress', 0]);
    expect(phone.text('.notice')).toMatch(/^The centre at .* does not answer\./u);
    await phone.press('.calling-end');
    await phone.pass(1000);
    await phone.pass(0);
    expect(phone.page()).toBe('login');
  });

  it('goes on in a call whose hang-up was asked for already', async () => {
    const phone = await talking();
    phone.workstation.answers.set('terminate', [TcccErrorCode.INVALID_OPERATION, 'That is on its way.']);
    await phone.press('.calling-end');
    expect([...stands(phone), phone.said]).toEqual(['calling', 'inProgress', []]);
  });
});
