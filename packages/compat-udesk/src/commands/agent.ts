import { words } from '@callstation/core/words';

import { isState, PHONE_MODES, STATUSES, type UdeskMode } from '../agent-state.ts';
import { asText, optional, present, required } from '../args.ts';
import type { Desk } from '../desk.ts';
import { UdeskError } from '../envelope.ts';

/** A state to choose, or a kind of break. */
export interface AgentStateChoice {
  Code: string | number;
  Label: string;
  Owner?: 'onBreak';
}

const NAMES: Readonly<Record<'zh' | 'es' | 'en', Record<UdeskMode, string>>> = {
  zh: { cellphone: '手机', voip: 'IP话机', webrtc: '网页电话' },
  es: { cellphone: 'Móvil', voip: 'Teléfono IP', webrtc: 'Navegador' },
  en: { cellphone: 'Mobile', voip: 'Desk phone', webrtc: 'Browser' },
};

function namesIn(language: string): Record<UdeskMode, string> {
  if (/^zh\b/iu.test(language)) return NAMES.zh;
  return /^es\b/iu.test(language) ? NAMES.es : NAMES.en;
}

const isMode = (value: string): value is UdeskMode => Object.hasOwn(PHONE_MODES, value);

/** Chooses where calls are taken. */
export async function setPhoneMode({ seat, warn }: Desk, given: unknown): Promise<null> {
  const mode = present(asText(given, 'PhoneMode', warn), 'PhoneMode');
  if (!isMode(mode)) throw new UdeskError('000001', 'PhoneMode is one of voip, cellphone, webrtc.');
  await seat.agent.setPhone({ mode: PHONE_MODES[mode] });
  return null;
}

/** Where calls can be taken. */
export async function phoneModes({ seat, settings }: Desk): Promise<{ Id: string; Name: string }[]> {
  const names = namesIn(settings.language);
  const { capabilities } = seat.getSnapshot();
  const modes: UdeskMode[] = capabilities.agent.includes('setPhone') ? ['cellphone', 'voip', 'webrtc'] : ['webrtc'];
  return modes.map((mode) => ({ Id: mode, Name: names[mode] }));
}

/** An id that is a number is one to the vendor. */
const codeOf = (id: string): string | number => (/^\d{1,15}$/u.test(id) ? Number(id) : id);

/** Every state there is, and every kind of break. */
export async function agentStates({ seat, settings }: Desk): Promise<AgentStateChoice[]> {
  const { agentStatuses } = words(settings.language);
  const states = (['idle', 'busy', 'onBreak', 'offline'] as const).map((state) => ({
    Code: state,
    Label: agentStatuses[STATUSES[state]],
  }));
  const reasons = await seat.directory.breakReasons();
  return [...states, ...reasons.map(({ id, name }) => ({ Code: codeOf(id), Label: name, Owner: 'onBreak' as const }))];
}

/** Chooses the agent's state; a break without a kind is the centre's first. */
export async function setAgentState({ seat, warn }: Desk, given: unknown, sub: unknown): Promise<null> {
  const state = present(asText(given, 'State', warn), 'State');
  if (!isState(state)) throw new UdeskError('000001', 'State is one of idle, busy, onBreak, offline.');
  if (state !== 'onBreak') {
    await seat.agent.setStatus(STATUSES[state]);
    return null;
  }
  // Documented as a string, shown as a number.
  const reason = asText(sub, 'SubState', () => undefined) ?? (await seat.directory.breakReasons())[0]?.id;
  await seat.agent.setStatus({ status: 'break', reason: present(reason, 'SubState') });
  return null;
}

/** What a phone signs in with. */
export interface TerminalInfo {
  SipServer: string;
  Number: string;
  Password: string;
}

/** The agent's phone. Its password is the centre's own matter. */
export async function terminalInfo(desk: Desk, host: string, options: unknown): Promise<TerminalInfo> {
  const type = required(options, 'TerminalType', desk.warn);
  if (type !== 'voip' && type !== 'webrtc') throw new UdeskError('000001', 'TerminalType is voip or webrtc.');
  const { agent } = desk.seat.getSnapshot();
  const number = type === 'voip' && agent?.phone.mode === 'phone' ? agent.phone.number : agent?.id;
  return { SipServer: host, Number: number ?? '', Password: '' };
}

/** How long the after-call work takes that runs now, in seconds; 0 without any: what the centre gives is not told before. */
export async function wrapUpTime({ seat }: Desk): Promise<{ WrapUpTime: number }> {
  const { agent } = seat.getSnapshot();
  const deadline = agent?.status === 'wrap-up' ? agent.deadline : null;
  return { WrapUpTime: agent && deadline !== null ? Math.round((deadline - agent.since) / 1000) : 0 };
}

/** Which owner's number: the agent's, or that of all who have not chosen one. */
export function ownerOf({ warn }: Desk, options: unknown): 'agent' | 'app' {
  const owner = optional(options, 'OwnerType', warn) ?? 'agent';
  if (owner !== 'agent' && owner !== 'app') throw new UdeskError('000001', 'OwnerType is app or agent.');
  return owner;
}
