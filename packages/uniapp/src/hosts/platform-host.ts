import type { Workstation } from '@callstation/core';

import { absentHost } from './absent-host.ts';
import { browserHost } from './browser/browser-host.ts';
import type { MediaHost } from './media-host.ts';
import { mobileHost } from './mobile/mobile-host.ts';
import { webviewHost } from './webview/webview-host.ts';

/** Replaced by uni-app's compilers with the platform's name, whereupon what belongs to other platforms falls away. */
declare const process: { env: { UNI_PLATFORM?: string } };

/** The host of the platform that this was built for. `brought`: a workstation that was made without it. */
export function platformHost(brought?: Workstation): MediaHost {
  try {
    return named(brought);
  } catch {
    // No compiler of uni-app has been here, and a page has no `process`.
    return nowhere();
  }
}

/** By `else`, not by what comes after a return: bundlers leave out dead branches, and not all of them dead ends. */
function named(brought?: Workstation): MediaHost {
  if (process.env.UNI_PLATFORM === undefined) {
    return nowhere();
  } else if (process.env.UNI_PLATFORM === 'h5' || process.env.UNI_PLATFORM === 'web') {
    return browserHost(brought);
  } else if (process.env.UNI_PLATFORM === 'app' || process.env.UNI_PLATFORM === 'app-plus') {
    return webviewHost({}, brought);
  } else {
    return mobileHost();
  }
}

const nowhere = (): MediaHost =>
  absentHost('browser', 'This was not built by uni-app. Say where sound is: setup({ host: browserHost() }).');
