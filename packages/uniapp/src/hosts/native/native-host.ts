import { CallstationError } from '@callstation/core';

import { uniApi } from '../../uni.ts';
import type { MediaHost } from '../media-host.ts';
import { noAudio } from '../no-audio.ts';

/** What a native plugin has to be made into: a host without its kind. */
export type NativeMedia = Omit<MediaHost, 'kind'>;

/**
 * App, with a native plugin of yours that brings microphone and speaker: `uni.requireNativePlugin(name)`, made into a host by
 * `adapt`. A plugin is in an app only if the app was built with it (a custom base); where it is not, login fails with
 * `notSupported` and says so.
 *
 * @example
 * setup({ url, host: nativeHost('MySound-Module', (plugin) => adaptMySound(plugin)) });
 */
export function nativeHost(name: string, adapt: (plugin: unknown) => NativeMedia): MediaHost {
  let media: NativeMedia | null = null;
  const loaded = (): NativeMedia => {
    if (media) return media;
    const plugin = uniApi()?.requireNativePlugin?.(name);
    if (plugin !== undefined && plugin !== null) return (media = adapt(plugin));
    throw new CallstationError(
      'notSupported',
      `The native plugin ${name} is not in this app. Build a custom base with it, or leave the host out.`,
    );
  };
  const none = noAudio(`Without the native plugin ${name}`);
  return {
    kind: 'native',
    open: (login, ports) => loaded().open(login, ports),
    prepareMicrophone: async () => loaded().prepareMicrophone(),
    get audio() {
      return media?.audio ?? none;
    },
    close() {
      media?.close();
      media = null;
    },
  };
}
