import { describe, expect, it } from 'vitest';

import { SIGNED_IN } from './device.ts';
import { openPhone } from './phone.ts';

const KEPT = 'callstation-contacts';
const names = '.contact-name';

describe('the phone book', () => {
  it('lists who is in it by name, and says who is signed in', async () => {
    const phone = await openPhone();
    expect(phone.text('.nav-title')).toBe('Phone book');
    expect(phone.text('.nav-note')).toBe('Signed in as alice');
    expect(phone.texts(names)).toEqual(['Ada Martin', 'Busy Bernard', 'Keypad menu', 'Nobody Home', 'Short Sam']);
    expect(phone.texts('.contact-number')).toEqual(['10001', '10002', '10007', '10003', '10005']);
  });

  it('keeps what the device kept, and leaves out what is no contact', async () => {
    const kept = [{ id: '1', name: 'Zoe', number: '555' }, { name: 'no number' }, null, 7];
    const phone = await openPhone({ kept: { 'callstation-settings': SIGNED_IN, [KEPT]: kept } });
    expect(phone.texts(names)).toEqual(['Zoe']);
  });

  it('finds by name and by digits, and calls what was typed where nobody matches', async () => {
    const phone = await openPhone();
    await phone.type('.numbers-input', 'ada');
    expect([phone.texts(names), phone.has('.numbers-call')]).toEqual([['Ada Martin'], false]);
    await phone.type('.numbers-input', '100-05');
    expect(phone.texts(names)).toEqual(['Short Sam']);
    await phone.type('.numbers-input', '+49 (30) 12.34');
    expect(phone.texts(names)).toEqual([]);
    expect(phone.text('.numbers-none')).toContain('No contact matches.');
    expect(phone.text('.numbers-call')).toBe('Call +49301234');
    await phone.press('.numbers-call');
    expect(phone.page()).toBe('calling');
    expect(phone.workstation.asked).toContainEqual(['call', { to: '+49301234', remark: '+49301234' }]);
  });

  it('calls by the keyboard of the device, but no name', async () => {
    const phone = await openPhone();
    await phone.type('.numbers-input', 'ada');
    await phone.confirm('.numbers-input');
    expect(phone.times('call')).toBe(0);
    await phone.type('.numbers-input', '555');
    await phone.confirm('.numbers-input');
    expect(phone.workstation.asked).toContainEqual(['call', { to: '555', remark: '555' }]);
  });

  it('calls a contact, whose name goes with the call', async () => {
    const phone = await openPhone();
    const dial = phone.find('[data-number="10001"] .contact-dial');
    expect(dial.getAttribute('aria-label')).toBe('Call Ada Martin');
    await phone.press('[data-number="10001"] .contact-dial');
    expect(phone.workstation.asked).toContainEqual(['call', { to: '10001', remark: 'Ada Martin' }]);
    expect(phone.text('.calling-name')).toBe('Ada Martin');
  });

  it('goes to sign in when nobody is, and signs in again by itself who was', async () => {
    const stranger = await openPhone({ kept: {} });
    stranger.workstation.answers.set('checkLogin', [-10_005, 'Nobody is signed in.']);
    await stranger.press('.open-settings');
    expect([stranger.page(), stranger.times('login')]).toEqual(['login', 0]);
    const agent = await openPhone();
    agent.workstation.answers.set('checkLogin', [-10_005, 'Nobody is signed in.']);
    await agent.press('.open-settings');
    await agent.pass(0);
    expect([agent.page(), agent.times('login')]).toEqual(['settings', 1]);
    agent.tokens.answer = null;
    await agent.press('.settings-back');
    await agent.pass(0);
    expect(agent.page()).toBe('login');
  });
});

describe('the form of a contact', () => {
  it('says what is wrong, and adds who is right', async () => {
    const phone = await openPhone();
    await phone.press('[aria-label="Add contact"]');
    expect(phone.text('.sheet-title')).toBe('Add contact');
    expect(phone.has('.form-remove')).toBe(false);
    await phone.press('.form-save');
    expect(phone.text('.refusal')).toBe('A contact needs a name.');
    await phone.type('.contact-form-name', '  Eve  ');
    for (const wrong of ['', '1', '12a4', '123456789012345678901']) {
      await phone.type('.contact-form-number', wrong);
      await phone.press('.form-save');
      expect(phone.text('.refusal')).toBe('A number has 2 to 20 digits, and may start with +.');
    }
    await phone.type('.contact-form-number', '100 01');
    await phone.press('.form-save');
    expect(phone.text('.refusal')).toBe('Ada Martin has that number already.');
    await phone.type('.contact-form-number', '+49 30-1');
    await phone.press('.form-save');
    expect(phone.has('.sheet')).toBe(false);
    expect(phone.texts(names)).toContain('Eve');
    expect(phone.stored.get(KEPT)).toContainEqual({ id: expect.any(String), name: 'Eve', number: '+49301' });
  });

  it('begins with the number that was typed', async () => {
    const phone = await openPhone();
    await phone.type('.numbers-input', '55 55');
    await phone.press('[aria-label="Add contact"]');
    expect(phone.find('.contact-form-number')).toHaveProperty('value', '5555');
  });

  it('changes who is there, whose own number is no other’s', async () => {
    const phone = await openPhone();
    await phone.press('[data-number="10005"] .contact-who');
    expect(phone.text('.sheet-title')).toBe('Edit contact');
    await phone.type('.contact-form-name', 'Long Sam');
    await phone.press('.form-save');
    expect(phone.texts(names)).toEqual(['Ada Martin', 'Busy Bernard', 'Keypad menu', 'Long Sam', 'Nobody Home']);
    await phone.press('[data-number="10005"] .contact-who');
    await phone.type('.contact-form-number', '10002');
    await phone.press('.form-save');
    expect(phone.text('.refusal')).toBe('Busy Bernard has that number already.');
    await phone.press('.sheet-shade');
    expect(phone.has('.sheet')).toBe(false);
    expect(phone.texts('.contact-number')).toContain('10005');
  });

  it('asks before it deletes, and says what to do in an empty phone book', async () => {
    const kept = [{ id: '1', name: 'Zoe', number: '555' }];
    const phone = await openPhone({ kept: { 'callstation-settings': SIGNED_IN, [KEPT]: kept } });
    await phone.press('[data-number="555"] .contact-who');
    await phone.press('.form-remove');
    expect([phone.text('.sheet-title'), phone.texts('.sheet .button')]).toEqual(['Delete Zoe?', ['Cancel', 'Delete']]);
    for (const no of ['.sheet-leave', '.sheet-shade']) {
      await phone.press(no);
      expect([phone.text('.sheet-title'), phone.texts(names)]).toEqual(['Edit contact', ['Zoe']]);
      await phone.press('.form-remove');
    }
    await phone.press('.form-remove-sure');
    expect([phone.has('.sheet'), phone.texts(names)]).toEqual([false, []]);
    expect(phone.text('.numbers-none')).toBe('Nobody here yet. Add a contact, or type a number above and call it.');
    expect(phone.stored.get(KEPT)).toEqual([]);
  });

  it('takes no more than it holds', async () => {
    const kept = Array.from({ length: 150 }, (_, at) => ({ id: `${at}`, name: `N${at}`, number: `${1000 + at}` }));
    const phone = await openPhone({ kept: { 'callstation-settings': SIGNED_IN, [KEPT]: kept } });
    await phone.press('[aria-label="Add contact"]');
    await phone.type('.contact-form-name', 'Eve');
    await phone.type('.contact-form-number', '77');
    await phone.press('.form-save');
    expect(phone.text('.refusal')).toBe('The phone book holds 150 contacts. Delete one first.');
  });
});
