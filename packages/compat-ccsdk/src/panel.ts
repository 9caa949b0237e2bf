import type { Workstation } from '@callstation/core';
import { defineElements } from '@callstation/ui';

import type { PanelSettings } from './options.ts';

const STYLE = `
:host { display: block; }
:host([hidden]) { display: none; }
.panel { display: grid; gap: 0.75em; max-inline-size: 30rem; }
.no-information cs-call-card::part(remark),
.no-information cs-incoming-call::part(remark),
.no-information cs-notes::part(remark) { display: none; }
`;

/** Draws the seat into an element: elements of ours, in its shadow. Nothing of the seat is known here. */
export function drawPanel(shadow: ShadowRoot, seat: Workstation | null, settings: PanelSettings): void {
  const known = shadow.querySelector('cs-workstation');
  if (seat === null || settings.shows === 'nothing') {
    shadow.replaceChildren();
    return;
  }
  defineElements();
  if (shadow.adoptedStyleSheets.length === 0) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
  }
  const root = known ?? document.createElement('cs-workstation');
  root.lang = settings.lang;
  root.classList.toggle('no-information', !settings.information);
  root.replaceChildren(...insideOf(settings));
  root.workstation = seat;
  if (!known) shadow.replaceChildren(root);
}

function insideOf({ shows, notes }: PanelSettings): Element[] {
  const incoming = document.createElement('cs-incoming-call');
  if (shows === 'incoming') return [incoming];
  const panel = document.createElement('section');
  panel.className = 'panel';
  panel.setAttribute('part', 'panel');
  const tags = ['cs-agent-status', 'cs-call-bar', 'cs-call-card', ...(notes ? ['cs-notes'] : [])];
  panel.append(...tags.map((tag) => document.createElement(tag)));
  const [bar] = panel.getElementsByTagName('cs-call-bar');
  const [card] = panel.getElementsByTagName('cs-call-card');
  bar?.toggleAttribute('no-status', true);
  card?.setAttribute('controls', 'none');
  return [panel, incoming];
}
