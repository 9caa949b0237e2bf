import type { DeviceChoice, MediaDevice } from '@callstation/core/ports';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { Asked } from '../base/asked.ts';
import { CsElement } from '../base/cs-element.ts';
import { errorText } from '../base/error-text.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { mute, soundHere } from '../icons/icons.ts';
import { buttonStyles } from '../styles/button.ts';
import { fieldStyles } from '../styles/field.ts';
import { panelStyles } from '../styles/panel.ts';
import { deviceStyles } from './devices.styles.ts';
import { meterMicrophone } from './microphone-meter.ts';
import { mediaProblem } from './media-problem.ts';
import { playTestSound } from './test-sound.ts';

const USES = ['microphone', 'speaker', 'ringer', 'camera'] as const;
type Use = (typeof USES)[number];
const KINDS: Readonly<Record<Use, MediaDevice['kind']>> = {
  microphone: 'microphone',
  speaker: 'speaker',
  ringer: 'speaker',
  camera: 'camera',
};
const YES = { allowed: true } as const;

/**
 * Which microphone, speaker, ringer and camera this page uses; a bar that shows whether the microphone hears anything, and a
 * sound to try the speaker with.
 *
 * @element cs-device-picker
 */
export class CsDevicePicker extends CsElement {
  static override properties: PropertyDeclarations = {
    choice: { attribute: false },
    problem: { state: true },
    metering: { state: true },
  };
  static override styles: CSSResultGroup = [CsElement.styles, buttonStyles, fieldStyles, panelStyles, deviceStyles];

  /** What was chosen, for a page that remembers it. */
  declare choice: DeviceChoice;
  declare protected problem: string | null;
  declare protected metering: boolean;

  #stop: (() => void) | null = null;
  #round = 0;
  readonly #devices = new Asked(this, () => (this.seen ? { name: 'devices' } : null));

  constructor() {
    super();
    this.choice = {};
    this.problem = null;
    this.metering = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    navigator.mediaDevices?.addEventListener('devicechange', this.#devices.refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener('devicechange', this.#devices.refresh);
    this.#quiet();
  }

  protected override render(): TemplateResult {
    const { words, problem } = this;
    const wrong = problem ?? (this.#devices.error ? errorText(this.#devices.error, words) : null);
    return html`<section class="devices surface" part="devices" aria-label=${words.ui.devices}>
      <div class="fields">${USES.map((use) => this.#renderUse(use))}</div>
      <div class="tests" part="tests">
        ${verdictButton(words, {
          part: 'test-microphone',
          label: words.ui.testMicrophone,
          icon: mute(),
          look: this.metering ? 'on' : undefined,
          pressed: this.metering,
          verdict: YES,
          press: () => void (this.metering ? this.#quiet() : this.#listen()),
        })}
        <meter part="level" min="0" max="1" aria-label=${words.ui.level}></meter>
        ${verdictButton(words, {
          part: 'test-sound',
          label: words.ui.testSound,
          icon: soundHere(),
          verdict: YES,
          press: () => void this.#play(),
        })}
      </div>
      ${wrong === null ? nothing : html`<p class="wrong" part="problem" role="alert">${wrong}</p>`}
    </section>`;
  }

  #renderUse(use: Use): TemplateResult | typeof nothing {
    const { ui } = this.words;
    const devices = (this.#devices.data ?? []).filter(({ kind }) => kind === KINDS[use]);
    if (use === 'camera' && devices.length === 0) return nothing;
    const chosen = this.choice[use] ?? '';
    const change = ({ target }: Event): void => void this.#select(use, (target as HTMLSelectElement).value);
    return html`<div class="field">
      <label for=${use}>${ui[use]}</label>
      <select id=${use} part=${use} @change=${change}>
        ${devices.some(({ id }) => id === 'default') ? nothing : html`<option value="">${ui.systemDefault}</option>`}
        ${devices.map(({ id, label }) => html`<option value=${id} .selected=${id === chosen}>${label}</option>`)}
      </select>
    </div>`;
  }

  async #select(use: Use, id: string): Promise<void> {
    const before = this.choice;
    this.choice = { ...before, [use]: id };
    if (!(await this.ask({ scope: 'devices', verb: 'select', choice: { [use]: id } }))) this.choice = before;
    else if (use === 'microphone' && this.metering) await this.#listen();
  }

  async #listen(): Promise<void> {
    this.#quiet();
    const round = this.#round;
    this.metering = true;
    this.problem = null;
    try {
      const stop = await meterMicrophone(this.choice.microphone, (level) => this.#show(level));
      // Switched off again, or gone, while the person was asked.
      if (round !== this.#round) return stop();
      this.#stop = stop;
      // Only now the browser tells what the devices are called.
      this.#devices.refresh();
    } catch (error) {
      if (round !== this.#round) return;
      this.metering = false;
      this.problem = mediaProblem(error, this.words);
    }
  }

  #quiet(): void {
    this.#round++;
    this.#stop?.();
    this.#stop = null;
    this.metering = false;
    this.#show(0);
  }

  /** Twenty times a second: too often to render. */
  #show(level: number): void {
    const meter = this.renderRoot?.querySelector('meter');
    if (meter) meter.value = level;
  }

  async #play(): Promise<void> {
    this.problem = null;
    try {
      await playTestSound(this.choice.speaker);
    } catch {
      this.problem = this.words.ui.noTone;
    }
  }
}
