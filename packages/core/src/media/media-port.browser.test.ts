import { mediaPortContract } from '@callstation/testkit/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { openLab } from './testing/lab.ts';

const lab = openLab();
afterAll(() => lab.close());

mediaPortContract({ describe, it, expect }, 'the engine in a browser', {
  make: () => lab.engine({ a: 440 }).media,
  denied: () =>
    lab.engine({}, { getUserMedia: () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError')) })
      .media,
});
