import { vi } from 'vitest';

/** How the device is when the app is opened. */
export interface DeviceOptions {
  /** What `uni.getLocale` says. */
  locale?: string;
  /** What uni-app's compilers call it. Default: a browser. */
  platform?: string;
  /** Kept from the last time. Default: an agent who was signed in. */
  kept?: Record<string, unknown>;
  /** What the token endpoint answers; null: nothing at all. */
  tokens?: { statusCode: number; data: unknown } | null;
  /** What a browser says of the microphone: whether it asks again. Default: it says nothing of that. */
  microphone?: 'prompt' | 'denied' | 'no https';
}

/** How pages take the place of one another. */
interface Navigation {
  reLaunch(options: { url: string }): void;
  navigateTo(options: { url: string }): void;
  navigateBack(): void;
}

export const SIGNED_IN = { centre: 'https://desk.example.com', agent: 'alice', language: '', signedIn: true };
const TOKEN = { statusCode: 200, data: { token: 't' } };

/** Puts a `uni` in its place that has nothing but what the pages ask for, and remembers what they asked. */
export function fakeDevice(options: DeviceOptions, navigation: Navigation) {
  const { locale = 'en', platform = 'h5', microphone, tokens = TOKEN } = options;
  const { kept = { 'callstation-settings': SIGNED_IN } } = options;
  const device = {
    stored: new Map<string, unknown>(Object.entries(kept)),
    settings: { opened: 0 },
    /** How often the phone's own settings of the app were opened. */
    openedSettings: (): number => device.settings.opened,
    requests: [] as { url: string; data: unknown }[],
    tokens: { answer: tokens },
  };
  vi.stubEnv('UNI_PLATFORM', platform);
  vi.stubGlobal('isSecureContext', microphone !== 'no https');
  const permissions = { query: () => Promise.resolve({ state: microphone }) };
  Object.defineProperty(navigator, 'permissions', { configurable: true, value: microphone && permissions });
  vi.stubGlobal('uni', {
    ...navigation,
    getStorageSync: (key: string) => device.stored.get(key) ?? '',
    // As it does: what is kept is a copy.
    setStorageSync: (key: string, value: unknown) => device.stored.set(key, JSON.parse(JSON.stringify(value))),
    getLocale: () => locale,
    // Apps alone have it.
    ...(platform === 'app' ? { openAppAuthorizeSetting: () => void (device.settings.opened += 1) } : {}),
    request({ url, data, success, fail }: UniApp.RequestOptions) {
      device.requests.push({ url, data });
      const { answer } = device.tokens;
      void Promise.resolve().then(() => {
        if (answer === null) return fail?.({ errMsg: 'request:fail' });
        return success?.({ ...answer, data: answer.data as object, header: {}, cookies: [], errMsg: '' });
      });
    },
  });
  return device;
}
