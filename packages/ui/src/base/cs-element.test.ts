import { createWorkstation } from '@callstation/core';
import { createFakeBackend } from '@callstation/testkit';
import { html, type TemplateResult } from 'lit';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';
import { CsElement } from './cs-element.ts';
import type { IntentEvent } from './intent-event.ts';
import type { Seat, SeatRequest } from './seat.ts';

class Probe extends CsElement {
  renders = 0;
  outcome: boolean | null = null;
  protected override render(): TemplateResult {
    this.renders++;
    return html`<p>${this.seen?.agent?.name ?? 'nobody'} ${this.words.ui.dismiss} ${this.answerKey ?? '-'}</p>`;
  }
  async go(): Promise<void> {
    this.outcome = await this.ask({ scope: 'agent', verb: 'setStatus', status: { status: 'idle' } });
  }
}
beforeAll(() => customElements.define('test-probe', Probe));

let seat: OpenSeat;
afterEach(() => seat.close());
const probe = (): Probe => seat.find<Probe>('test-probe');
const text = (): string | undefined => probe().shadowRoot?.textContent?.trim();

describe('an element', () => {
  it('shows the snapshot of the root above, in its language', async () => {
    seat = await openSeat('<test-probe></test-probe>', 'lang="zh"');
    expect(text()).toBe('Alice 关闭提示 F8');
    await seat.be({ name: 'Alicia' });
    expect(text()).toMatch(/^Alicia/u);
    seat.root.lang = 'es-ES';
    await seat.settled();
    expect(text()).toContain('Cerrar');
  });

  it('finds a root that is put around it later', async () => {
    seat = await openSeat();
    const late = new Probe();
    const lone = document.createElement('div');
    lone.append(late);
    document.body.append(lone);
    await late.updateComplete;
    expect(late.shadowRoot?.textContent).toContain('nobody');
    let seats = 0;
    lone.addEventListener('cs-seat', (event: SeatRequest) => {
      seats++;
      const given: Seat = { getSnapshot: () => null, answerKey: 'x', subscribe: () => () => undefined };
      event.answer(given);
    });
    document.body.append(seat.root);
    await late.updateComplete;
    expect([seats, late.shadowRoot?.textContent?.trim()]).toEqual([1, 'nobody Dismiss x']);
    lone.remove();
  });

  it('leaves nothing behind when it is removed, and works when it is back', async () => {
    seat = await openSeat('<test-probe></test-probe>');
    const [element] = [probe()];
    const before = element.renders;
    element.remove();
    await seat.be({ name: 'Bo' });
    expect(element.renders).toBe(before);
    seat.root.append(element);
    await seat.settled();
    expect(text()).toMatch(/^Bo /u);
  });

  it('works alone, with the snapshot it is given', async () => {
    seat = await openSeat('<test-probe></test-probe>');
    const workstation = createWorkstation({ backend: createFakeBackend() });
    await workstation.connect();
    const alone = new Probe();
    alone.lang = 'en';
    alone.snapshot = workstation.getSnapshot();
    document.body.append(alone);
    await alone.updateComplete;
    expect(alone.shadowRoot?.textContent?.trim()).toBe('alice Dismiss -');
    const asked: IntentEvent[] = [];
    alone.addEventListener('cs-intent', (event) => asked.push(event));
    await alone.go();
    expect(asked.map(({ intent }) => intent.verb)).toEqual(['setStatus']);
    expect(alone.outcome).toBe(false);
    alone.addEventListener('cs-intent', (event) => event.respondWith(Promise.resolve()));
    await alone.go();
    expect(alone.outcome).toBe(true);
    alone.remove();
    await workstation.close();
  });
});
