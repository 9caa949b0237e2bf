import { TCCCLoginType, TcccErrorCode } from '@callstation/uniapp';
import { describe, expect, it } from 'vitest';

import { openPhone } from './phone.ts';

const open = (device: Parameters<typeof openPhone>[0] = {}) => openPhone({ kept: {}, page: 'login', ...device });

describe('the sign-in page', () => {
  it('begins with the centre it lies on and the first agent, and signs in with a token', async () => {
    const phone = await open();
    expect(phone.find('.login-centre')).toHaveProperty('value', location.origin);
    expect(phone.find('.login-agent')).toHaveProperty('value', 'alice');
    await phone.type('.login-centre', ' https://desk.example.com/ ');
    await phone.type('.login-agent', ' bob ');
    await phone.press('.login-enter');
    expect(phone.requests).toEqual([{ url: 'https://desk.example.com/dev/tokens', data: { agent: 'bob' } }]);
    const url = 'https://desk.example.com';
    expect(phone.workstation.asked).toContainEqual([
      'login',
      { sdkAppID: '1400000001', userId: 'bob', token: 't', type: TCCCLoginType.Agent, url },
    ]);
    expect([phone.page(), phone.text('.nav-note')]).toEqual(['numbers', 'Signed in as bob']);
    expect(phone.stored.get('callstation-settings')).toMatchObject({ centre: url, agent: 'bob', signedIn: true });
  });

  it('is in once, however often it is pressed', async () => {
    const phone = await open();
    phone.workstation.answers.set('login', 'later');
    await phone.press('.login-enter');
    expect([phone.text('.login-enter'), phone.has('.login-enter.off')]).toEqual(['Signing in…', true]);
    await phone.confirm('.login-agent');
    await phone.press('.login-enter');
    expect([phone.requests.length, phone.times('login')]).toEqual([1, 1]);
    phone.workstation.finish('login', 0, '');
    await phone.pass(0);
    expect(phone.page()).toBe('numbers');
  });

  it.each([
    ['', 'alice', 'Give the address of the centre: http:// or https://, name and port.'],
    ['desk.example.com', 'alice', 'Give the address of the centre: http:// or https://, name and port.'],
    ['ftp://desk', 'alice', 'Give the address of the centre: http:// or https://, name and port.'],
    ['https://desk', '  ', 'Say which agent you are.'],
  ])('asks nobody for %j and %j', async (centre, agent, refusal) => {
    const phone = await open();
    await phone.type('.login-centre', centre);
    await phone.type('.login-agent', agent);
    await phone.press('.login-enter');
    expect([phone.text('.refusal'), phone.requests.length]).toEqual([refusal, 0]);
  });

  it.each([
    [TcccErrorCode.ERR_SIP_BAD_REQUEST, 'The centre did not understand.'],
    [TcccErrorCode.ERR_SIP_PAYMENTREQUIRED, 'Every seat is taken.'],
    [TcccErrorCode.ERR_SIP_FORBIDDEN, 'Somebody else signed in.'],
    [TcccErrorCode.ERR_SIP_REQUESTTIMEOUT, 'The centre took too long.'],
    [TcccErrorCode.ERR_HTTP_TOKEN_ERROR, 'The token is too old.'],
  ])('says why a sign-in ended with %d, and may be tried again', async (code, message) => {
    for (const [locale, text] of [
      ['en-GB', `That did not work: ${message} (${code})`],
      ['zh-Hans', `操作失败：${message} (${code})`],
    ] as const) {
      const phone = await open({ locale });
      phone.workstation.answers.set('login', [code, message]);
      await phone.press('.login-enter');
      expect([phone.page(), phone.text('.refusal')]).toEqual(['login', text]);
      expect(phone.find('.refusal').getAttribute('role')).toBe('alert');
      expect(phone.stored.get('callstation-settings')).not.toMatchObject({ signedIn: true });
      phone.workstation.answers.delete('login');
      await phone.press('.login-enter');
      expect(phone.page()).toBe('numbers');
    }
  });

  it('says what the token endpoint says, and when nobody is there', async () => {
    const phone = await open({ tokens: { statusCode: 404, data: { error: { message: 'No agent zoe.' } } } });
    const refusal = async (): Promise<string> => {
      await phone.press('.login-enter');
      return phone.text('.refusal');
    };
    await phone.type('.login-centre', 'http://desk');
    expect(await refusal()).toBe('The centre at http://desk gave no token: No agent zoe.');
    phone.tokens.answer = { statusCode: 502, data: '<html>' };
    expect(await refusal()).toBe('The centre at http://desk gave no token: 502');
    phone.tokens.answer = { statusCode: 200, data: null };
    expect(await refusal()).toBe('The centre at http://desk gave no token: 200');
    phone.tokens.answer = null;
    expect(await refusal()).toBe('The centre at http://desk does not answer. Is it running, and is the address right?');
    expect(phone.times('login')).toBe(0);
  });
});
