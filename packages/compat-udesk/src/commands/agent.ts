import type { BreakReason, SkillGroupListing } from '@callstation/core';
import { currentCall } from '@callstation/core/facade';
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

/** What the vendor has for a kind of break: a number, which it is where the centre has one for it. */
const codeOf = ({ id, code }: BreakReason): string | number => code ?? (/^\d{1,15}$/u.test(id) ? Number(id) : id);

/** Every state there is, and every kind of break. */
export async function agentStates({ seat, settings }: Desk): Promise<AgentStateChoice[]> {
  const { agentStatuses } = words(settings.language);
  const states = (['idle', 'busy', 'onBreak', 'offline'] as const).map((state) => ({
    Code: state,
    Label: agentStatuses[STATUSES[state]],
  }));
  const reasons = await seat.directory.breakReasons();
  return [...states, ...reasons.map((one) => ({ Code: codeOf(one), Label: one.name, Owner: 'onBreak' as const }))];
}

/** The centre's own name of a break: a number is its code, left out is the first there is. */
async function reasonOf({ directory }: Desk['seat'], asked: string | undefined): Promise<string | undefined> {
  if (asked !== undefined && !/^\d+$/u.test(asked)) return asked;
  const reasons = await directory.breakReasons();
  return asked === undefined ? reasons[0]?.id : (reasons.find(({ code }) => String(code) === asked)?.id ?? asked);
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
  const asked = asText(sub, 'SubState', () => undefined);
  await seat.agent.setStatus({ status: 'break', reason: present(await reasonOf(seat, asked), 'SubState') });
  return null;
}

/** What a phone signs in with. */
export interface TerminalInfo {
  SipServer: string;
  Number: string;
  Password: string;
}

/** The agent's desk phone, its password where the centre tells it; a page's own account is good once and is not told. */
export async function terminalInfo(desk: Desk, host: string, options: unknown): Promise<TerminalInfo> {
  const type = required(options, 'TerminalType', desk.warn);
  if (type !== 'voip' && type !== 'webrtc') throw new UdeskError('000001', 'TerminalType is voip or webrtc.');
  const { agent } = desk.seat.getSnapshot();
  if (type === 'webrtc') return { SipServer: host, Number: agent?.id ?? '', Password: '' };
  const { server = host, number, password = '' } = await desk.seat.directory.terminal();
  const chosen = agent?.phone.mode === 'phone' ? agent.phone.number : undefined;
  return { SipServer: server, Number: chosen ?? number ?? agent?.id ?? '', Password: password };
}

/** Seconds of after-call work that calls of a queue bring; 0 without any, and where only the agent ends it. */
export const wrapUpSeconds = (group: SkillGroupListing | undefined): number =>
  Math.round((group?.wrapUpMs ?? 0) / 1000);

/** How long after-call work takes: of the call's queue, else of the first that the agent is a member of. */
export async function wrapUpTime({ seat }: Desk): Promise<{ WrapUpTime: number }> {
  const snapshot = seat.getSnapshot();
  const queue = currentCall(snapshot)?.context.skillGroup?.id ?? snapshot.agent?.skillGroups[0];
  const groups = await seat.directory.skillGroups();
  return { WrapUpTime: wrapUpSeconds(groups.find(({ id }) => id === queue)) };
}

/** Which owner's number: the agent's, or that of all who have not chosen one. */
export function ownerOf({ warn }: Desk, options: unknown): 'agent' | 'app' {
  const owner = optional(options, 'OwnerType', warn) ?? 'agent';
  if (owner !== 'agent' && owner !== 'app') throw new UdeskError('000001', 'OwnerType is app or agent.');
  return owner;
}
