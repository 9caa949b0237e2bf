import { longestDip } from './testing/dips.ts';
import { eventually, pause } from './testing/eventually.ts';
import { BYE, callNumber, HOW, talk, type SwitchRig } from './testing/switch-rig.ts';
import type { ToneMeter } from './testing/tone-meter.ts';
import type { Over } from './framework.contract.ts';

const PAGE = 440;
const CUSTOMER = 1000;
const GUEST = 1400;
const FOURTH = 1900;

interface Party {
  hertz: number;
  meter: ToneMeter;
}

/** Whether the ear hears exactly these tones of all. */
function hearsOnly(ear: Party, others: readonly number[], all: readonly number[]): boolean {
  return all.every((hertz) => ear.meter.has(hertz) === others.includes(hertz));
}

async function allHearAllOthers(parties: readonly Party[]): Promise<void> {
  const tones = parties.map(({ hertz }) => hertz);
  for (const ear of parties) {
    const others = tones.filter((hertz) => hertz !== ear.hertz);
    await eventually(`${ear.hertz} hears ${others.join()}`, () => hearsOnly(ear, others, tones));
  }
}

/** A page, a customer and a guest in `room`, each with a tone of its own. */
async function three(rig: SwitchRig) {
  const { phone, customer } = await talk(rig);
  const guest = await callNumber(rig, 'guest');
  await rig.port.join('room', 'guest');
  phone.leg.media.say(PAGE);
  customer.say(CUSTOMER);
  guest.say(GUEST);
  const parties = [
    { hertz: PAGE, meter: phone.leg.media.meter },
    { hertz: CUSTOMER, meter: customer.meter },
    { hertz: GUEST, meter: guest.meter },
  ] as const;
  return { phone, customer, guest, parties };
}

/** Rooms of three and more. */
export function partiesContract({ describe, it, expect, rig }: Over): void {
  describe('three and more in a room', () => {
    it('lets three hear the others and not themselves', async () => {
      const { parties } = await three(rig());
      await allHearAllOthers(parties);
    });

    it('lets four hear the others and not themselves, and three when one leaves', async () => {
      const { customer, guest, parties } = await three(rig());
      const fourth = await callNumber(rig(), 'fourth');
      fourth.say(FOURTH);
      await rig().port.join('room', 'fourth');
      await allHearAllOthers([...parties, { hertz: FOURTH, meter: fourth.meter }]);
      await rig().port.leave('fourth');
      await allHearAllOthers(parties);
      await eventually('who left hears nothing', () => fourth.meter.silent());
      guest.hangup();
      const [page, caller] = parties;
      await allHearAllOthers([page, caller]);
      await eventually('nothing of who hung up', () => !customer.meter.has(GUEST) && !page.meter.has(GUEST));
    });

    it('plays music to who is held; the others talk on, and back again', async () => {
      const { customer, parties } = await three(rig());
      await allHearAllOthers(parties);
      await rig().port.hold('customer', 'default');
      const [page, , guest] = parties;
      await allHearAllOthers([page, guest]);
      await eventually('nothing of the held one', () => !page.meter.has(CUSTOMER) && !guest.meter.has(CUSTOMER));
      await eventually(
        'music only',
        () => !customer.meter.silent(300) && !customer.meter.has(PAGE, 200) && !customer.meter.has(GUEST, 200),
      );
      await rig().port.unhold('customer');
      await allHearAllOthers(parties);
    });

    it('lets nobody hear a gated leg, which hears all', async () => {
      const { parties } = await three(rig());
      await allHearAllOthers(parties);
      await rig().port.gate('page', true);
      const [page, caller, guest] = parties;
      await eventually('the customer hears the guest', () => hearsOnly(caller, [GUEST], [PAGE, CUSTOMER, GUEST]));
      await eventually('the guest hears the customer', () => hearsOnly(guest, [CUSTOMER], [PAGE, CUSTOMER, GUEST]));
      await eventually('the page hears both', () => hearsOnly(page, [CUSTOMER, GUEST], [PAGE, CUSTOMER, GUEST]));
      await rig().port.gate('page', false);
      await allHearAllOthers(parties);
    });

    it('plays to all of a room, then lets them hear each other again', async () => {
      const { parties } = await three(rig());
      await allHearAllOthers(parties);
      await rig().port.play('p', { room: 'room' }, { tone: 'ringback' }, true);
      for (const { meter } of parties) await eventually('425 Hz', () => meter.has(425, 100));
      await rig().port.stopPlay('p');
      await allHearAllOthers(parties);
    });

    it('lets early media of who is being called into the room', async () => {
      const { phone, customer } = await talk(rig());
      rig().trunk.dialled = (called) => {
        called.leg.ring();
        called.say(GUEST);
      };
      await rig().port.dial('guest', { trunk: rig().trunk.name, number: '10006' }, HOW);
      await rig().port.join('room', 'guest');
      await eventually('both hear it', () => customer.meter.has(GUEST) && phone.leg.media.meter.has(GUEST));
    });

    it('keeps two continuous tones whole while a third comes and goes', async () => {
      const { phone, customer } = await talk(rig());
      const { media } = phone.leg;
      media.say(PAGE);
      customer.say(CUSTOMER);
      await eventually('both tones', () => customer.meter.has(PAGE) && media.meter.has(CUSTOMER));
      await callNumber(rig(), 'guest');
      customer.meter.record();
      const from = media.packets.length;
      for (let times = 0; times < 3; times++) {
        await pause(150);
        await rig().port.join('room', 'guest');
        await pause(150);
        await rig().port.leave('guest');
      }
      await pause(150);
      await rig().port.hangup('guest', BYE);
      expect(longestDip(customer.meter.recorded())).toBeLessThanOrEqual(20);
      expect(longestDip(media.played(from))).toBeLessThanOrEqual(20);
      expectOneStream(media.packets, expect);
    });
  });
}

/** One RTP stream from end to end: one source, sequence + 1, time going on. */
function expectOneStream(
  packets: readonly { sequence: number; timestamp: number; ssrc: number }[],
  expect: Over['expect'],
): void {
  expect(new Set(packets.map(({ ssrc }) => ssrc)).size).toBe(1);
  const pairs = packets.slice(1).map((packet, i) => [packets[i] ?? packet, packet] as const);
  expect(new Set(pairs.map(([before, after]) => (after.sequence - before.sequence) & 0xffff))).toEqual(new Set([1]));
  expect(Math.min(...pairs.map(([before, after]) => (after.timestamp - before.timestamp) | 0))).toBeGreaterThan(0);
}
