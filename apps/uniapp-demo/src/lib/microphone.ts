import { reactive } from 'vue';
import { inBrowser } from './platform';
import type { Word } from './words';

/** Why there is no microphone, and what to do about it. */
type Refusal = Extract<Word, `microphone${string}`>;

/** Shown on the calling page, until somebody has read it. */
export const microphone = reactive({ refusal: null as Refusal | null });

/** Shows what to do about a microphone that was refused. `always`: the system asks no more. */
export async function tellMicrophoneRefused(always: boolean): Promise<void> {
  microphone.refusal = inBrowser ? await browserRefusal() : always ? 'microphoneOff' : 'microphoneRefused';
}

async function browserRefusal(): Promise<Refusal> {
  if (!isSecureContext) return 'microphoneInsecure';
  // Whether it asks again; not every browser says so.
  const asked = await navigator.permissions
    ?.query({ name: 'microphone' as PermissionName })
    .then(({ state }) => state)
    .catch(() => 'denied');
  return asked === 'prompt' ? 'microphoneRefused' : 'microphoneBlocked';
}

/** Opens the phone's settings of this app; null where there are none to open. */
export const openSettings: (() => void) | null =
  typeof uni.openAppAuthorizeSetting === 'function' ? () => uni.openAppAuthorizeSetting({}) : null;
