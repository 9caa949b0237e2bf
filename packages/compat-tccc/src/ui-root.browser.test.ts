import { createWorkstation, type Workstation } from '@callstation/core';
import type { CsFloatButton, CsWorkstation } from '@callstation/ui';
import { createFakeBackend, createFakeLogger, fakeOffer, settle, type FakeBackend } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';

import { createTccc } from './create-tccc.ts';
import type { TcccBehaviour } from './options.ts';
import type { Tccc } from './tccc.types.ts';
import { silent } from './testing/silent.ts';

interface Page {
  backend: FakeBackend;
  workstation: Workstation;
  tccc: Tccc;
}
const open: Page[] = [];

async function openPage(behaviour: TcccBehaviour = {}): Promise<Page> {
  const backend = createFakeBackend();
  const workstation = createWorkstation({ backend, ports: { logger: createFakeLogger() } });
  await workstation.connect();
  const tccc = createTccc({ workstation, log: silent, ...behaviour });
  const page = { backend, workstation, tccc };
  open.push(page);
  await drawn();
  return page;
}
const root = (): HTMLElement | null => document.querySelector('t3c-sdk#tcccSdkDomRoot');
const button = (): CsFloatButton => document.querySelector('#tcccSdkDomRoot cs-float-button') as CsFloatButton;
const part = (name: string): HTMLElement | null => button().shadowRoot?.querySelector(`[part~=${name}]`) ?? null;
const shown = (element: HTMLElement | null): boolean => element?.checkVisibility() ?? false;
async function drawn(): Promise<void> {
  await settle();
  const seat = document.querySelector<CsWorkstation>('#tcccSdkDomRoot cs-workstation');
  await seat?.updateComplete;
  await seat?.querySelector('cs-float-button')?.updateComplete;
}

afterEach(() => {
  for (const { tccc, workstation } of open.splice(0)) {
    tccc.destroy();
    void workstation.close();
  }
  if (root() || document.adoptedStyleSheets.length > 0) throw new Error('something of the elements was left behind');
});

describe('the elements', () => {
  it('stand in one root, and are shown and hidden by UI', async () => {
    const { tccc } = await openPage();
    expect(document.querySelectorAll('t3c-sdk')).toHaveLength(1);
    expect([shown(part('float')), shown(part('sheet'))]).toEqual([true, false]);
    tccc.UI.showWorkbench();
    await drawn();
    expect([shown(part('float')), shown(part('sheet'))]).toEqual([true, true]);
    tccc.UI.hidefloatButton();
    await drawn();
    expect([shown(part('float')), shown(part('sheet'))]).toEqual([false, true]);
    tccc.UI.hideWorkbench();
    tccc.UI.showfloatButton();
    await drawn();
    expect([shown(part('float')), shown(part('sheet'))]).toEqual([true, false]);
    tccc.UI.hide();
    expect(shown(part('float'))).toBe(false);
    tccc.UI.show();
    expect(shown(part('float'))).toBe(true);
  });

  it('follow the agent who opens and closes the workbench by hand', async () => {
    const { tccc } = await openPage();
    part('float')?.click();
    await drawn();
    tccc.UI.hidefloatButton();
    await drawn();
    expect(shown(part('sheet'))).toBe(true);
  });

  it('ring with a call, and show the buttons that the page left', async () => {
    const { tccc, backend, workstation } = await openPage();
    backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
    await drawn();
    expect(part('float')?.dataset['phase']).toBe('offered');
    tccc.overrideButtonConfig((config) => ({
      active: config.active.filter(
        ({ type }) => !['transferSeat', 'transferSkillGroup', 'forwardOut', 'selfService'].includes(type),
      ),
    }));
    expect(button().controls?.split(' ')).toEqual(expect.arrayContaining(['answer', 'hangup', 'hold', 'sendDigits']));
    expect(button().controls).not.toContain('transfer');
    tccc.overrideButtonConfig((config) => {
      config.active = config.active.filter(({ type }) => type === 'transferSeat');
      return undefined;
    });
    expect(button().controls?.match(/transfer\S*/gu)).toEqual(['transfer:agent']);
    expect(button().controls?.split(' ')).not.toContain('hold');
    expect(workstation.getSnapshot().sessions).toHaveLength(1);
  });

  it('are not there where the page wants none, and UI does nothing then', async () => {
    const { tccc } = await openPage({ ui: false });
    expect(root()).toBeNull();
    tccc.UI.show();
    tccc.UI.hidefloatButton();
  });
});

describe('a page', () => {
  it('drops everything by removing the root, and keeps it when it only moves it', async () => {
    const { tccc, workstation, backend } = await openPage();
    const heard: unknown[] = [];
    tccc.on('callIn', (payload) => heard.push(payload));
    const box = document.createElement('section');
    document.body.append(box);
    const element = root();
    if (element) box.append(element);
    await drawn();
    expect(tccc.Agent.getStatus()).toBe('free');
    root()?.remove();
    await drawn();
    expect(tccc.Agent.getStatus()).toBe('offline');
    backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
    expect(heard).toEqual([]);
    // The workstation is the page's own.
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
    box.remove();
  });

  it('gets the same object for the same seat, and a new one for another', async () => {
    const first = await openPage();
    expect(createTccc({ workstation: first.workstation, log: silent })).toBe(first.tccc);
    const second = await openPage();
    expect(second.tccc).not.toBe(first.tccc);
    expect(document.querySelectorAll('t3c-sdk')).toHaveLength(1);
    expect([first.tccc.Agent.getStatus(), second.tccc.Agent.getStatus()]).toEqual(['offline', 'free']);
    first.tccc.destroy();
    expect(root()).not.toBeNull();
  });
});

describe('a seat to sign in to', () => {
  it('is told to late listeners that the token was not taken, and makes way for a fresh one', async () => {
    const seat = { url: '/seat', userId: 'alice', sdkAppId: 1, log: silent };
    const refuse = (): Promise<string> => Promise.reject(new Error('no'));
    const first = createTccc({ ...seat, token: refuse });
    expect(createTccc({ ...seat, token: refuse })).toBe(first);
    await expect(first.Call.accept({ sessionId: 'x' })).rejects.toMatchObject({ code: 'notReady' });
    const other = createTccc({ ...seat, userId: 'bob', token: '' });
    expect(other).not.toBe(first);
    const message = await new Promise((resolve) => other.on('tokenExpired', resolve));
    expect(message).toMatchObject({ data: { message: expect.any(String) as string } });
    await drawn();
    const fresh = createTccc({ ...seat, userId: 'bob', token: '' });
    expect(fresh).not.toBe(other);
    fresh.destroy();
  });
});
