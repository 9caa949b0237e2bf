import { describe, expect, it } from 'vitest';

import { SIGNED_IN } from './device.ts';
import { openPhone } from './phone.ts';

describe('the settings', () => {
  it('say who is signed in, where, and with what', async () => {
    const phone = await openPhone({ page: 'settings' });
    expect(phone.texts('.settings-name')).toEqual(['Agent', 'Centre', 'Version']);
    expect(phone.texts('.settings-value')).toEqual(['alice', 'https://desk.example.com', '1.2.3']);
  });

  it('change the language of every page at once, and of what the seat itself says', async () => {
    const phone = await openPhone({ locale: 'zh-Hans-CN' });
    expect([phone.text('.nav-title'), phone.given.language]).toEqual(['电话簿', 'zh']);
    await phone.press('.open-settings');
    expect(phone.texts('.settings-language')).toEqual(['跟随设备', 'English', '中文']);
    const [, english] = [...phone.find('.settings-languages').querySelectorAll<HTMLElement>('.settings-language')];
    english?.click();
    await phone.pass(0);
    expect([phone.text('.nav-title'), phone.given.language]).toEqual(['Settings', 'en']);
    expect(phone.text('.settings-language.chosen')).toBe('English');
    expect(english?.getAttribute('aria-checked')).toBe('true');
    expect(phone.stored.get('callstation-settings')).toEqual({ ...SIGNED_IN, language: 'en' });
    await phone.press('.settings-back');
    expect(phone.text('.nav-title')).toBe('Phone book');
  });

  it('sign out', async () => {
    const phone = await openPhone({ page: 'settings' });
    await phone.press('.settings-leave');
    expect([phone.page(), phone.times('logout')]).toEqual(['login', 1]);
    expect(phone.stored.get('callstation-settings')).toEqual({ ...SIGNED_IN, signedIn: false });
  });

  it('lead to the list when nothing lies below them', async () => {
    const phone = await openPhone({ page: 'settings' });
    await phone.press('.settings-back');
    expect(phone.page()).toBe('numbers');
  });
});
