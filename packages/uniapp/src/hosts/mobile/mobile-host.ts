import { CallstationError, type AgentPhone, type Backend } from '@callstation/core';
import { phoneSeat } from '@callstation/core/phone';

import { createUniNetwork, createUniVisibility } from '../../ports/uni-environment.ts';
import { uniSocket } from '../../ports/uni-socket.ts';
import { uniApi } from '../../uni.ts';
import type { MediaHost } from '../media-host.ts';
import { noAudio } from '../no-audio.ts';
import { uniMusic } from '../uni-music.ts';

/** A centre that does not answer must not keep somebody from leaving, milliseconds. */
const LEAVING = 1500;

/** What is otherwise than the centre knows it. */
export interface MobileHostOptions {
  /** The agent's mobile. Default: the one that the centre knows. */
  number?: string;
}

/**
 * Mini-program: no sound in the program. The centre rings the agent's mobile phone for every call, in both directions, and
 * joins it with the customer; answering is picking up. The program needs a socket, and neither WebRTC nor SIP.
 */
export function mobileHost({ number }: MobileHostOptions = {}): MediaHost {
  const music = uniMusic();
  const phone = { mode: 'mobile' as const, ...(number === undefined ? {} : { number }) };
  return {
    kind: 'mobile',
    open({ url, token }, ports) {
      if (uniApi() === null)
        throw new CallstationError('notSupported', 'There is no uni-app here, whose socket this needs.');
      const environment = { socket: uniSocket, network: createUniNetwork(), visibility: createUniVisibility() };
      const seat = phoneSeat({ url, token, ports: { ...ports, ...environment } });
      const setPhone = (to: AgentPhone): Promise<null> => seat.request('agent.setPhone', to, ports.random.id());
      let takesCalls = false;
      const backend: Backend = {
        ...seat,
        async connect(sink, page) {
          let there: AgentPhone | null = null;
          await seat.connect((update) => {
            if (update.type === 'reset') there = update.state.agent.phone;
            sink(update);
          }, page);
          takesCalls = true;
          // A program that was closed in the middle of a call comes back to it, and in a call nobody may move.
          if (isAt(there, number)) return;
          await setPhone(phone).catch((error: unknown) => {
            throw explained(error);
          });
        },
        async close() {
          // Who takes calls at a phone stays signed in when the last page is gone, which who leaves does not mean.
          if (takesCalls) await within(ports.clock.after, setPhone({ mode: 'page' }));
          takesCalls = false;
          await seat.close();
        },
      };
      return backend;
    },
    prepareMicrophone: async () => undefined,
    audio: noAudio('In a mini-program', music),
    close: () => music.stopMusic(),
  };
}

const isAt = (there: AgentPhone | null, number: string | undefined): boolean =>
  there?.mode === 'mobile' && (number === undefined || there.number === number);

/** A centre that does not know where to ring says so in words that help. */
function explained(error: unknown): CallstationError {
  const cause = CallstationError.from(error);
  const unknown = cause.code === 'invalidArgument' || cause.code === 'notFound';
  if (!unknown) return cause;
  return new CallstationError(
    cause.code,
    'The centre does not know your mobile phone. Enter it there, or give its number.',
    {
      cause,
    },
  );
}

function within(after: (ms: number, fn: () => void) => () => void, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = after(LEAVING, resolve);
    const done = (): void => {
      cancel();
      resolve();
    };
    work.then(done, done);
  });
}
