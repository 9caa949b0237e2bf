// Writes src/icons/icons.ts from Lucide's drawings: `node packages/ui/tools/write-icons.mjs`, after a name was added here.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Our name for each drawing, and Lucide's. */
const NAMES = {
  answer: 'phone',
  hangup: 'phone-off',
  incoming: 'phone-incoming',
  outgoing: 'phone-outgoing',
  supervised: 'ear',
  mute: 'mic',
  muted: 'mic-off',
  hold: 'pause',
  resume: 'play',
  swap: 'arrow-left-right',
  keypad: 'grip',
  camera: 'video',
  cameraOff: 'video-off',
  transfer: 'arrow-right-left',
  consult: 'messages-square',
  conference: 'user-plus',
  merge: 'merge',
  done: 'check',
  close: 'x',
  takeBack: 'undo-2',
  leave: 'log-out',
  remove: 'user-minus',
  record: 'circle-dot',
  recordPause: 'circle-pause',
  recordResume: 'circle-play',
  moreTime: 'timer-reset',
  erase: 'delete',
  group: 'users',
  menu: 'list-tree',
  refresh: 'refresh-cw',
  soundHere: 'volume-2',
  mobile: 'smartphone',
  seat: 'headset',
  more: 'chevron-down',
  whisper: 'message-square-lock',
  intercept: 'phone-forwarded',
  stop: 'square',
  chat: 'message-circle',
  warning: 'triangle-alert',
  missed: 'phone-missed',
  desk: 'monitor',
  phone: 'phone-call',
};

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('lucide-static/package.json'));
const drawing = (/** @type {string} */ file) => {
  const text = readFileSync(join(folder, 'icons', `${file}.svg`), 'utf8');
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(text)?.[1] ?? '';
  return inner.replaceAll(/\s+/g, ' ').replaceAll(' />', '/>').replaceAll('> <', '><').trim();
};

/** The text of src/icons/icons.ts. */
export function iconsText() {
  const lines = Object.entries(NAMES).map(
    ([name, file]) => `export const ${name} = (): TemplateResult =>\n  icon(svg\`${drawing(file)}\`);`,
  );
  return [
    '/*! Icons: Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors; in part from Feather,',
    ' * MIT License, Copyright (c) 2013-present Cole Bemis. */',
    '// Written by tools/write-icons.mjs; a test compares the two.',
    `import { svg, type TemplateResult } from 'lit';\n`,
    `import { icon } from './icon.ts';\n`,
    `${lines.join('\n')}\n`,
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(dirname(fileURLToPath(import.meta.url)), '../src/icons/icons.ts'), iconsText());
}
