// Pages of agents, many in one process: real SIP, ICE, DTLS and SRTP, a recorded voice, nothing decoded.
import { readFileSync } from 'node:fs';
import { decodeAdpcmWav } from '../../packages/server/src/sound/adpcm.ts';
import { createClip } from '../../packages/server/src/switch/embedded/media/clip.ts';
import { PageMedia } from '../../packages/server/src/switch/testing/page-media.ts';
import { PagePhone } from '../../packages/server/src/switch/testing/page-phone.ts';
import { answers } from './answers.js';

let phones = [];
let voice = [];

answers({
  async voice({ file }) {
    voice = (await createClip(decodeAdpcmWav(readFileSync(file)))).packets;
  },
  async connect({ base, accounts }) {
    for (const account of accounts) {
      const phone = new PagePhone(base, account);
      phones.push(phone);
      phone.media = async () => {
        // Everybody at another word.
        const from = Math.floor(Math.random() * voice.length);
        const media = await PageMedia.create([...voice.slice(from), ...voice.slice(0, from)]);
        media.say(0);
        return media;
      };
      await phone.connect();
      const status = await phone.register();
      if (status !== 200) throw new Error(`REGISTER: ${status}`);
    }
  },
  count: async () => phones.flatMap((phone) => phone.legs.map((leg) => leg.media.received)),
  async close() {
    const all = phones;
    phones = [];
    await Promise.all(all.map((phone) => phone.close()));
  },
});
