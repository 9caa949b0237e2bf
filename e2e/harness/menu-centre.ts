import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PROMPTS } from './scene.ts';
import { toneWav } from '../../scripts/lib/tone-wav.mjs';

/** The secret of the app in {@link writeMenuConfig}. */
export const MENU_KEY = 'a-secret-of-the-menu-tests-that-is-long-enough';
/** Its numbers: of its group, of the menu whose prompt lasts, and of the menu that hurries. */
export const NUMBERS = { group: '5000', slow: '5008', quick: '5009' } as const;
/** A number that a key of the menus calls. */
export const DESK_NUMBER = '+8613911110001';

/** A configuration file in a folder of its own, with an app of two menus that speak in tones. */
export function writeMenuConfig(): { flags: string[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-menu-'));
  const speak = (name: keyof typeof PROMPTS, ms: number): { file: string } => {
    const file = `${name}-${ms}.wav`;
    writeFileSync(join(folder, file), toneWav(PROMPTS[name], ms));
    return { file };
  };
  const nodes = (promptMs: number, shortMs: number, timing: object): object[] => [
    {
      ...{ id: 'menu', kind: 'keys', prompt: speak('prompt', promptMs), otherwise: 'bye', ...timing },
      ...{ retries: 1, wrongKey: speak('wrongKey', shortMs) },
      choices: {
        '1': { label: 'Support', go: 'support' },
        '2': { label: 'Desk', go: 'desk' },
        '3': { label: 'Back', go: 'back' },
      },
    },
    { id: 'support', kind: 'group', skillGroup: 'support' },
    { id: 'desk', kind: 'number', number: DESK_NUMBER, otherwise: 'menu' },
    { id: 'back', kind: 'back', otherwise: 'bye' },
    { id: 'bye', kind: 'hangup', prompt: speak('goodbye', shortMs) },
  ];
  const app = {
    ...{ id: 'menus', secret: MENU_KEY, defaultCountry: 'CN' },
    skillGroups: [{ id: 'support', numbers: [NUMBERS.group] }],
    ivrs: [
      { id: 'slow', numbers: [NUMBERS.slow], entry: 'menu', nodes: nodes(60_000, 3000, {}) },
      { id: 'quick', numbers: [NUMBERS.quick], entry: 'menu', nodes: nodes(1200, 800, { timeoutMs: 1000 }) },
    ],
  };
  const file = join(folder, 'menus.json');
  writeFileSync(file, JSON.stringify({ apps: [app] }));
  return { flags: ['--config', file], remove: () => rmSync(folder, { recursive: true, force: true }) };
}
