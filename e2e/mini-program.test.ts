import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { filesOf } from '../scripts/lib/uniapp-plugin.mjs';
import { type Centre, startCentre } from './harness/centre.ts';
import { clearCustomers, customer, type CustomerReport } from './harness/customer.ts';
import { humming } from './harness/floor.ts';
import { type MiniProgram, startMiniProgram } from './harness/mini-program/mini-program.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { createScene, legTo, PHONES, type Scene, VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

const folder = fileURLToPath(new URL('../apps/uniapp-demo/dist/build/mp-weixin', import.meta.url));
/** Alice's mobile, as the demo centre knows it. */
const MOBILE = '20001';
const GUEST = '+8613911110000';

describe('the phone book of uni-app as a mini-program', () => {
  let network: Network;
  let centre: Centre;
  let scene: Scene;
  let program: MiniProgram;
  beforeAll(async () => {
    network = await openNetwork('this machine');
    centre = await startCentre(network);
    scene = createScene(centre, () => [], PHONES);
    program = startMiniProgram(folder);
    await program.untilAt('pages/login/index');
    program.tell('login-centre', 'input', { value: centre.url });
    program.tell('login-agent', 'input', { value: 'alice' });
    program.tell('login-enter', 'tap');
    await program.untilAt('pages/numbers/index');
  });
  afterAll(async () => {
    program?.close();
    await centre?.stop();
    await network?.close();
  });
  afterEach(async () => {
    await clearCustomers(centre);
    await program.untilAt('pages/numbers/index');
    if (program.problems.length > 0) throw new Error(`It complained: ${program.problems.join('\n')}`);
  });
  const untilInCall = async (): Promise<void> => {
    await program.untilAt('pages/calling/index');
    const state = async (): Promise<unknown> => program.shown('calling', 'data-state');
    await until('the call to be in progress', async () => (await state()) === 'inProgress', state);
  };
  /** Whether the page says that the agent's own phone rings. */
  const hint = (): unknown => program.shown('calling-phone', 'wx:if');
  const gone = async (id: string): Promise<void> => {
    const state = async () => (await customer(centre, id)).state;
    await until('the far end to be over', async () => (await state()) === 'ended', state);
  };

  it('calls a number: the centre rings the agent’s mobile, then the number, and both are heard', async () => {
    await centre.put(`/dev/numbers/${GUEST}`, { scenario: { steps: humming(VOICES.guest) } });
    program.tell('numbers-input', 'input', { value: GUEST });
    await until('the button to call', async () => program.shown('numbers-call', 'bindtap') !== undefined);
    program.tell('numbers-call', 'tap');
    await program.untilAt('pages/calling/index');
    await until(
      'it to say whose phone rings first',
      async () => hint() === true,
      async () => hint(),
    );
    const phone = (await legTo(centre, MOBILE)).id;
    const guest = (await legTo(centre, GUEST)).id;
    await untilInCall();
    expect(hint()).toBe(false);
    await scene.hear({ [phone]: ['guest'], [guest]: [MOBILE] });
    program.tell('calling-end', 'press');
    await program.untilSaid('You hung up');
    await gone(phone);
    await gone(guest);
  });

  it('is called: the mobile rings, and the program shows the call that was picked up there', async () => {
    const steps = [{ do: 'answer' }, { do: 'tone', hz: VOICES.customer, ms: 3_600_000 }];
    const { body } = await centre.post('/dev/customers', { from: '10001', scenario: { steps } });
    const caller = (body as CustomerReport).id;
    const phone = (await legTo(centre, MOBILE)).id;
    await untilInCall();
    await scene.hear({ [phone]: ['customer'], [caller]: [MOBILE] });
    await centre.remove(`/dev/customers/${caller}`);
    await program.untilSaid('The other side hung up');
    await gone(phone);
  });

  it('asked nobody but the centre, and has neither SIP nor WebRTC in it', () => {
    expect(program.asked.filter((url) => !url.replace(/^ws/u, 'http').startsWith(centre.url))).toEqual([]);
    const scripts = filesOf(folder).filter((file) => file.endsWith('.js'));
    for (const file of scripts) {
      const code = readFileSync(join(folder, file), 'utf8');
      for (const word of ['RTCPeerConnection', 'getUserMedia', 'SIP/2.0', 'application/sdp'])
        expect(code.includes(word), `${word} in ${file}`).toBe(false);
    }
    const bytes = scripts.reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0);
    expect(bytes).toBeLessThan(240_000);
  });
});
