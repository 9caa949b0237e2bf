import type { ButtonConfig } from './tccc.types.ts';

/** The types a page can filter by, the vendor's first, and the controls of the call bar they stand for. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  transferSeat: ['transfer:agent'],
  transferSkillGroup: ['transfer:skillGroup'],
  holdToggle: ['hold'],
  forwardOut: ['transfer:number'],
  showKeyboard: ['sendDigits'],
  selfService: ['transfer:ivr'],
  muteToggle: ['mute'],
  consult: ['consult'],
  conference: ['conference'],
  record: ['startRecording'],
};
/** Never taken away: how a call begins, ends, and comes back from where it was brought. */
const ALWAYS = [
  ...[
    'dial',
    'answer',
    'reject',
    'hangup',
    'complete',
    'swap',
    'muteVideo',
    'completeTransfer',
    'merge',
    'cancelConsult',
  ],
  ...['leave', 'takeBack', 'removeParticipant', 'takeMedia'],
];

/** Every button, as `overrideButtonConfig` hands it out. */
export const allButtons = (): ButtonConfig => ({ active: Object.keys(CONTROLS).map((type) => ({ type })) });

/** The controls that are left, as the elements take them; null for what is no configuration. */
export function controlsOf(config: unknown): string | null {
  const active: unknown = typeof config === 'object' && config !== null && 'active' in config ? config.active : null;
  if (!Array.isArray(active)) return null;
  const types = active.map((one: unknown) => (typeof one === 'object' && one && 'type' in one ? String(one.type) : ''));
  const left = types.flatMap((type) => (Object.hasOwn(CONTROLS, type) ? (CONTROLS[type] ?? []) : []));
  return [...new Set([...ALWAYS, ...left])].join(' ');
}
