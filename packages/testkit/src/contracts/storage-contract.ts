import type { Storage } from '@callstation/core/ports';

import type { Runner } from './runner.ts';

/** What every Storage keeps. */
export function storageContract({ describe, it, expect }: Runner, name: string, make: () => Storage): void {
  describe(`storage: ${name}`, () => {
    it('gives back what was set, and null for what was not', () => {
      const storage = make();
      storage.set('a', '1');
      storage.set('a', '2');
      expect(storage.get('a')).toBe('2');
      expect(storage.get('contract-unknown')).toBe(null);
    });

    it('forgets what is set to null, again and again', () => {
      const storage = make();
      storage.set('a', '');
      expect(storage.get('a')).toBe('');
      storage.set('a', null);
      storage.set('a', null);
      expect(storage.get('a')).toBe(null);
    });
  });
}
