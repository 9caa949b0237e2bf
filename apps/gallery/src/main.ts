import '@callstation/ui/register';
import type { CsWorkstation } from '@callstation/ui';

import { RECORDS } from './board.ts';
import { openSeat } from './open-seat.ts';
import { SCENES, WIDE, type Scene } from './scenes.ts';
import { addSwitches } from './switches.ts';

const roots: CsWorkstation[] = [];

function sceneOf(tag: string, { state, attributes = {}, properties = {}, boxed, ...facts }: Scene): HTMLElement {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const root = openSeat(element, facts);
  root.answerKey = 'none';
  roots.push(root);
  const scene = document.createElement('section');
  scene.className = 'scene';
  const title = document.createElement('h3');
  title.textContent = state;
  const box = document.createElement('div');
  if (boxed) box.className = 'box';
  box.append(root);
  scene.append(title, box);
  return scene;
}

function addElement(tag: string, scenes: readonly Scene[]): void {
  const title = document.createElement('h2');
  title.id = tag;
  title.textContent = `<${tag}>`;
  const list = document.createElement('div');
  list.className = WIDE.has(tag) ? 'scenes wide' : 'scenes';
  list.append(...scenes.map((scene) => sceneOf(tag, scene)));
  document.getElementById('scenes')?.append(title, list);
  const link = document.createElement('a');
  link.href = `#${tag}`;
  link.textContent = tag;
  document.getElementById('contents')?.append(link);
}

for (const [tag, scenes] of Object.entries(SCENES)) addElement(tag, scenes);

const float = Object.assign(document.createElement('cs-float-button'), {
  records: RECORDS,
  storageKey: 'gallery.float',
});
const corner = openSeat(float, {});
corner.answerKey = 'none';
roots.push(corner);
document.getElementById('scenes')?.append(corner);

const switches = document.getElementById('switches');
if (switches instanceof HTMLFormElement) {
  addSwitches(switches, ({ theme, lang, dir, width }) => {
    const page = document.documentElement;
    Object.assign(page.dataset, { theme, width });
    page.dir = dir;
    for (const root of roots) {
      root.lang = lang;
      root.theme = theme as CsWorkstation['theme'];
    }
  });
}
// An anchor in the address counts only now that what it names is there.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
