import { mediaPortContract } from '@callstation/testkit/contracts';
import { describe, expect, it } from 'vitest';

import { createMediaEngine } from '../../media/create-media-engine.ts';

const denied = (): Promise<never> => Promise.reject(new DOMException('no', 'NotAllowedError'));

mediaPortContract({ describe, it, expect }, 'media engine in Chromium', {
  make: () => createMediaEngine(),
  denied: () => createMediaEngine({ environment: { getUserMedia: denied } }),
});
