import type { Network, Visibility } from '@callstation/core/ports';

import { uniApi } from '../uni.ts';

/** What a phone says of its network, since it was asked first: then online. */
export function createUniNetwork(): Network {
  let online = true;
  return {
    online: () => online,
    subscribe(fn) {
      const told = ({ isConnected }: { isConnected: boolean }): void => {
        online = isConnected;
        fn();
      };
      const api = uniApi();
      api?.onNetworkStatusChange?.(told);
      return () => api?.offNetworkStatusChange?.(told);
    },
  };
}

/** Whether the app is in front, by its `onShow` and `onHide`. */
export function createUniVisibility(): Visibility {
  let visible = true;
  return {
    visible: () => visible,
    subscribe(fn) {
      const api = uniApi();
      const show = (): void => {
        visible = true;
        fn();
      };
      const hide = (): void => {
        visible = false;
        fn();
      };
      api?.onAppShow?.(show);
      api?.onAppHide?.(hide);
      return () => {
        api?.offAppShow?.(show);
        api?.offAppHide?.(hide);
      };
    },
  };
}
