import type { Backend } from '../../ports/index.ts';
import type { ControlLinkPorts } from './control-link.types.ts';
import { noSound } from './no-sound.ts';
import { openCallcenter } from './open-callcenter.ts';

/** Options of {@link phoneSeat}. */
export interface PhoneSeatOptions {
  /** The centre's control socket: a path such as `/seat`, or an http(s) or ws(s) URL. */
  url: string;
  /** Fetches a token for this agent from your back end, as of `callcenter`. */
  token: () => string | Promise<string>;
  /** Replaces defaults one by one; where there is no WebSocket, `socket` has to. */
  ports?: Partial<ControlLinkPorts>;
}

/**
 * A centre as the backend of a workstation that makes no sound: calls are taken at the agent's phone, which the centre
 * rings. Has neither SIP nor WebRTC in it, for surroundings without them: mini-programs, extensions, Node.
 *
 * @example
 * const workstation = createWorkstation({ backend: phoneSeat({ url: 'wss://desk.example.com/seat', token }) });
 * await workstation.connect();
 * await workstation.agent.setPhone({ mode: 'mobile' });
 */
export function phoneSeat({ url, token, ports }: PhoneSeatOptions): Backend {
  return openCallcenter({ url, token, ports, sound: () => noSound });
}
