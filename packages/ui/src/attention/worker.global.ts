import { listen } from './worker.ts';

listen(globalThis as unknown as Parameters<typeof listen>[0]);
