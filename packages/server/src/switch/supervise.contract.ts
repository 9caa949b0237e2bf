import { longestDip } from './testing/dips.ts';
import { eventually, pause } from './testing/eventually.ts';
import { BYE, callNumber, callPage, talk, type SwitchRig } from './testing/switch-rig.ts';
import type { Over } from './framework.contract.ts';

const AGENT = 440;
const CUSTOMER = 1000;
const SUPERVISOR = 1400;
const SECOND = 1900;
const TONES = [AGENT, CUSTOMER, SUPERVISOR, SECOND];

interface Ear {
  has(hertz: number): boolean;
  silent(): boolean;
}

async function hearing(who: string, ear: Ear, heard: readonly number[]): Promise<void> {
  const what = heard.length === 0 ? 'nothing' : heard.join(' and ');
  await eventually(`${who} hears ${what}`, () => TONES.every((hertz) => ear.has(hertz) === heard.includes(hertz)));
}

/** An agent's page and a customer who talk, and a supervisor's page in no room; each with a tone of its own. */
async function scene(rig: SwitchRig) {
  const { phone, customer } = await talk(rig);
  const supervisor = await callPage(rig, 'supervisor', 'p-supervisor');
  phone.leg.media.say(AGENT);
  customer.say(CUSTOMER);
  supervisor.leg.media.say(SUPERVISOR);
  const ears = { agent: phone.leg.media.meter, customer: customer.meter, supervisor: supervisor.leg.media.meter };
  const hear = async (expected: Record<keyof typeof ears, readonly number[]>): Promise<void> => {
    for (const who of ['supervisor', 'agent', 'customer'] as const) await hearing(who, ears[who], expected[who]);
  };
  return { phone, customer, supervisor, ears, hear };
}

const LISTEN = { agent: [CUSTOMER], customer: [AGENT], supervisor: [AGENT, CUSTOMER] };
const WHISPER = { ...LISTEN, agent: [CUSTOMER, SUPERVISOR] };
const BARGE = { ...WHISPER, customer: [AGENT, SUPERVISOR] };
const GONE = { ...LISTEN, supervisor: [] };

/** A leg that is with another one: who hears it, and whom it hears. */
export function superviseContract({ describe, it, expect, rig, code }: Over): void {
  describe('supervision', () => {
    it('hears all and is heard by nobody, by the agent alone, by all, and by nobody again', async () => {
      const { port } = rig();
      if (!port.can.supervise) return expect(await code(port.supervise('a', 'b', 'listen'))).toBe('notSupported');
      const { hear } = await scene(rig());
      for (const [mode, heard] of [
        ['listen', LISTEN],
        ['whisper', WHISPER],
        ['barge', BARGE],
        ['listen', LISTEN],
      ] as const) {
        await port.supervise('supervisor', 'page', mode);
        await hear(heard);
      }
      await port.leave('supervisor');
      await hear(GONE);
    });

    it('makes no dip at the customer when a supervisor comes and goes, in any mode', async () => {
      const { port } = rig();
      if (!port.can.supervise) return;
      const { phone, customer, supervisor, hear } = await scene(rig());
      supervisor.leg.media.say(0);
      await hear(GONE);
      customer.meter.record();
      const from = phone.leg.media.packets.length;
      for (const mode of ['listen', 'whisper', 'barge'] as const) {
        await pause(150);
        await port.supervise('supervisor', 'page', mode);
        await pause(150);
        await port.leave('supervisor');
      }
      await pause(150);
      expect(longestDip(customer.meter.recorded())).toBeLessThanOrEqual(20);
      expect(longestDip(phone.leg.media.played(from))).toBeLessThanOrEqual(20);
    });

    it('lets two supervisors hear the call, and neither the other one whisper', async () => {
      const { port } = rig();
      if (!port.can.supervise) return;
      const { ears } = await scene(rig());
      const second = await callPage(rig(), 'second', 'p-second');
      second.leg.media.say(SECOND);
      await port.supervise('supervisor', 'page', 'whisper');
      await port.supervise('second', 'page', 'whisper');
      await hearing('the agent', ears.agent, [CUSTOMER, SUPERVISOR, SECOND]);
      await hearing('the first', ears.supervisor, [AGENT, CUSTOMER]);
      await hearing('the second', second.leg.media.meter, [AGENT, CUSTOMER]);
      await hearing('the customer', ears.customer, [AGENT]);
    });

    it('takes the call over: joins, then the agent leaves', async () => {
      const { port } = rig();
      if (!port.can.supervise) return;
      const { customer, hear } = await scene(rig());
      await port.supervise('supervisor', 'page', 'listen');
      await hear(LISTEN);
      customer.meter.record();
      await port.join('room', 'supervisor');
      await hear(BARGE);
      await port.leave('page');
      await hear({ agent: [], customer: [SUPERVISOR], supervisor: [CUSTOMER] });
      expect(longestDip(customer.meter.recorded())).toBeLessThanOrEqual(20);
    });

    it('stays behind in no room when the agent goes elsewhere, or is gone', async () => {
      const { port } = rig();
      if (!port.can.supervise) return;
      const { hear, ears } = await scene(rig());
      const consulted = await callNumber(rig(), 'consulted');
      consulted.say(SECOND);
      await port.supervise('supervisor', 'page', 'barge');
      await hear(BARGE);
      await port.join('aside', 'consulted');
      await port.join('aside', 'page');
      await hear({ agent: [SECOND], customer: [], supervisor: [] });
      await port.supervise('supervisor', 'page', 'listen');
      await hear({ agent: [SECOND], customer: [], supervisor: [AGENT, SECOND] });
      await port.hangup('page', BYE);
      await hearing('the supervisor', ears.supervisor, []);
      expect(await code(port.supervise('supervisor', 'page', 'listen'))).toBe('notFound');
    });

    it('is refused with nobody to supervise, and then hears nobody', async () => {
      const { port } = rig();
      if (!port.can.supervise) return;
      const { hear } = await scene(rig());
      await port.supervise('supervisor', 'page', 'listen');
      await hear(LISTEN);
      await callNumber(rig(), 'alone');
      expect(await code(port.supervise('supervisor', 'alone', 'listen'))).toBe('notFound');
      await hear(GONE);
      expect(await code(port.supervise('supervisor', 'nobody', 'listen'))).toBe('notFound');
      expect(await code(port.supervise('supervisor', 'supervisor', 'listen'))).toBe('invalidArgument');
    });
  });
}
