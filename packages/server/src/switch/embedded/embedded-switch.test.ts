import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { switchContract } from '../switch.contract.ts';
import { createEmbeddedRig } from '../testing/embedded-rig.ts';

switchContract('embedded', () => createEmbeddedRig(), { describe, it, expect, beforeEach, afterEach });
