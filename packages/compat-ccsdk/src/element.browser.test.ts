import { createSeat, settle, type OpenSeat, type SeatCentre } from '@callstation/testkit';
import type { Workstation } from '@callstation/core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import type { CcSdkElement } from './index.ts';
import type { RegisterOptions } from './options.ts';
import { EVENTS, MEMBERS } from './testing/table.ts';

interface CcSdk {
  register(options: Partial<RegisterOptions>): unknown;
}
const ccSdk = (): CcSdk => Reflect.get(globalThis, 'ccSdk') as CcSdk;
const open: Workstation[] = [];

function openSeat(): OpenSeat {
  const seat = createSeat();
  open.push(seat.workstation);
  return seat;
}

const pages = { pages: 'all' } as const;
function sdkIn(html = '<cc-sdk id="sdk"></cc-sdk>'): CcSdkElement {
  document.body.innerHTML = html;
  return document.querySelector('cc-sdk') as CcSdkElement;
}
const inside = (selector: string): HTMLElement | null =>
  document.querySelector('cc-sdk')?.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
async function drawn(): Promise<void> {
  await settle();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await settle();
}

/** Before the script is there: an element of the page that nobody knows yet, with listeners. */
const early: unknown[] = [];
beforeAll(async () => {
  sdkIn().addEventListener('onSeatStatus', (event) => early.push((event as CustomEvent).detail));
  await import('./global.ts');
  ccSdk().register({ token: 'Bearer first', workstation: openSeat().workstation, callstation: pages });
  await drawn();
});

afterEach(async () => {
  document.body.replaceChildren();
  ccSdk().register({ token: '' });
  await settle();
  await Promise.all(open.splice(0).map((seat) => seat.close()));
});

describe('the element', () => {
  it('tells listeners that were there before the script', () => {
    expect(early.length).toBeGreaterThan(0);
    expect(early.at(-1)).toEqual([2]);
  });

  it('has every documented member, and ccSdk has register', () => {
    const sdk = sdkIn();
    for (const { name, of } of MEMBERS) {
      expect(typeof Reflect.get(of === 'ccSdk' ? ccSdk() : sdk, name), name).toBe('function');
    }
    expect(sdk.callPhone({ phone: '1' })).toBeUndefined();
    expect(sdk.hangupCall()).toBeUndefined();
    expect(sdk.reConnectWebrtc()).toBeUndefined();
    expect(ccSdk().register({})).toBeUndefined();
  });

  it('tells each event with a list of one, whose fields it has too', async () => {
    const { workstation: seat, centre } = openSeat();
    const sdk = sdkIn();
    const heard = new Map<string, unknown[]>();
    for (const { name } of [...EVENTS, { name: 'seatStatus' }]) {
      sdk.addEventListener(name, (event) => {
        expect(event).toBeInstanceOf(CustomEvent);
        heard.set(name, (event as CustomEvent<unknown[]>).detail);
      });
    }
    ccSdk().register({ token: 'Bearer abc', workstation: seat, callstation: pages });
    await drawn();
    centre.callIn();
    sdk.callPhone({ phone: '' });
    await drawn();
    expect(heard.get('onWebrtcStatus')).toEqual([1]);
    expect(heard.get('onSeatStatus')).toEqual([2]);
    expect(heard.get('seatStatus')).toEqual([2]);
    const call = heard.get('onCall');
    expect(Array.isArray(call)).toBe(true);
    expect(call?.[0]).toEqual({ callStatus: 2, calledNumber: '+491701234567' });
    expect(Reflect.get(call ?? [], 'callStatus')).toBe(2);
    expect(Reflect.get(heard.get('onHttp') ?? [], 'code')).toBe(-22);
  });

  it('is made and listened to after register, too', async () => {
    ccSdk().register({ token: 'Bearer abc', workstation: openSeat().workstation, callstation: pages });
    await drawn();
    const sdk = document.createElement('cc-sdk');
    document.body.append(sdk);
    const heard: unknown[] = [];
    sdk.addEventListener('onSeatStatus', ({ type }) => heard.push(type));
    await drawn();
    expect(heard).toEqual(['onSeatStatus']);
  });

  it('hangs up what there is, and answers the callback once', async () => {
    const { workstation: seat, centre } = openSeat();
    const sdk = sdkIn();
    ccSdk().register({ token: 'Bearer abc', workstation: seat, callstation: pages });
    await drawn();
    centre.callIn();
    const answers: unknown[] = [];
    sdk.hangupCall((answer) => answers.push(answer));
    await drawn();
    sdk.hangupCall((answer) => answers.push(answer));
    await drawn();
    expect(answers).toMatchObject([{ code: 0 }, { code: 999901 }]);
  });

  it('warns of the name of an event that the document has in one place', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const sdk = sdkIn();
    ccSdk().register({ token: 'Bearer abc', workstation: openSeat().workstation, strict: true });
    sdk.addEventListener('seatStatus', () => undefined);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('seatStatus is onSeatStatus'));
    warn.mockRestore();
  });
});

describe('the panel', () => {
  const show = async (options: Partial<RegisterOptions>): Promise<SeatCentre> => {
    const { workstation: seat, centre } = openSeat();
    sdkIn();
    ccSdk().register({ token: 'Bearer abc', workstation: seat, callstation: pages, ...options });
    await drawn();
    return centre;
  };
  const remark = (): HTMLElement | null =>
    inside('cs-call-card')?.shadowRoot?.querySelector<HTMLElement>('[part~=remark]') ?? null;

  it('is the seat in English, with notes and what is known of who is called', async () => {
    const centre = await show({});
    expect(inside('cs-workstation')?.lang).toBe('en');
    for (const tag of ['cs-agent-status', 'cs-call-bar', 'cs-call-card', 'cs-notes', 'cs-incoming-call']) {
      expect(inside(tag)?.checkVisibility(), tag).toBe(true);
    }
    document.querySelector('cc-sdk')?.callPhone({ phone: '10001', info: 'Ada Martin, order 4711' });
    await drawn();
    expect(remark()?.textContent).toBe('Ada Martin, order 4711');
    expect(remark()?.checkVisibility()).toBe(true);
    expect(centre.newest).toBe('call-1');
  });

  it('speaks Spanish', async () => {
    await show({ lang: 'es' });
    expect(inside('cs-notes')?.shadowRoot?.textContent).toContain('Notas');
  });

  it('has no notes with isRemark false, and shows nothing of who is called with isInformation false', async () => {
    await show({ isRemark: false, isInformation: false });
    expect(inside('cs-notes')).toBeNull();
    document.querySelector('cc-sdk')?.callPhone({ phone: '10001', info: 'Ada Martin' });
    await drawn();
    expect(remark()?.textContent).toBe('Ada Martin');
    expect(remark()?.checkVisibility()).toBe(false);
  });

  it.each([
    ['in the panel', {}],
    ['where nothing else is shown', { noWorkMode: true, callstation: { ...pages, noWorkShows: 'incoming' } }],
  ] as const)('shows nothing of it with what rings either, %s', async (_, mode) => {
    for (const isInformation of [true, false]) {
      const centre = await show({ ...mode, isInformation });
      centre.callIn({ context: { remark: 'Ada Martin' } });
      await drawn();
      const shown = inside('cs-incoming-call')?.shadowRoot?.querySelector<HTMLElement>('[part~=remark]');
      expect(shown?.textContent).toBe('Ada Martin');
      expect(shown?.checkVisibility()).toBe(isInformation);
    }
  });

  it('is not there with noWorkMode, or only what rings, or before register', async () => {
    await show({ noWorkMode: true });
    expect(inside('*')).toBeNull();
    await show({ noWorkMode: true, callstation: { ...pages, noWorkShows: 'incoming' } });
    expect([inside('cs-incoming-call') !== null, inside('cs-call-bar')]).toEqual([true, null]);
    ccSdk().register({});
    await drawn();
    expect(inside('*')).toBeNull();
  });

  it('is drawn for another seat, in other words, without being made anew', async () => {
    await show({});
    const root = inside('cs-workstation');
    ccSdk().register({ token: 'Bearer xyz', workstation: openSeat().workstation, lang: 'es' });
    await drawn();
    expect(inside('cs-workstation')).toBe(root);
    expect(root?.lang).toBe('es');
  });
});
