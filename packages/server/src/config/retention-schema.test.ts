import { describe, expect, it } from 'vitest';
import { parseConfigFile } from './config-file.ts';
import { defaultConfig } from './default-config.ts';

const read = (retention: unknown) => parseConfigFile(JSON.stringify({ retention }), 'x.json').retention;

describe('retention', () => {
  it('has a default for what is not said; null is for ever', () => {
    expect(read({ recordsDays: 30, auditDays: null })).toEqual({ records: 30, events: 400, audit: null, webhooks: 30 });
    expect(read({})).toEqual(defaultConfig().retention);
  });

  it('is off in a demo that is not told', () => {
    const nothing = { records: null, events: null, audit: null, webhooks: null };
    expect(defaultConfig({ demo: true }).retention).toEqual(nothing);
  });

  it.each([{ recordsDays: 0 }, { eventsDays: 1.5 }, { auditDays: '30' }, { recordingDays: 3 }])('refuses %o', (bad) =>
    expect(() => read(bad)).toThrow(/retention/u),
  );
});
