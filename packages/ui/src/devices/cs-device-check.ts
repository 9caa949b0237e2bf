import type { CallSnapshot } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { CsElement } from '../base/cs-element.ts';
import { IntentEvent } from '../base/intent-event.ts';
import { agentVerdicts } from '../base/question.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { WatchEvent } from '../base/watch-event.ts';
import { done, warning } from '../icons/icons.ts';
import { buttonStyles } from '../styles/button.ts';
import { panelStyles } from '../styles/panel.ts';
import { errorText } from '../base/error-text.ts';
import type { SeatWords } from '../words/index.ts';
import { deviceStyles } from './devices.styles.ts';
import { mediaProblem } from './media-problem.ts';
import { meterMicrophone } from './microphone-meter.ts';
import { playTestSound } from './test-sound.ts';

const STEPS = ['permission', 'level', 'sound', 'echo'] as const;
type Step = (typeof STEPS)[number];
/** What became of a step; of one that failed, what to do. */
type State = 'waiting' | 'running' | 'ok' | { readonly failed: string };
type States = Readonly<Record<Step, State>>;

const WAITING: States = { permission: 'waiting', level: 'waiting', sound: 'waiting', echo: 'waiting' };
/** As loud as a quiet voice. */
const HEARD = 0.04;
const YES = { allowed: true } as const;

const titles = ({ ui }: SeatWords): Readonly<Record<Step, string>> => ({
  permission: ui.checkPermission,
  level: ui.checkLevel,
  sound: ui.checkSound,
  echo: ui.checkEcho,
});

/**
 * Whether this machine can take calls: permission, microphone, speaker, and with `echo-number` a call to the centre and back.
 * What fails says what to do.
 *
 * @element cs-device-check
 * @fires cs-done When the check is over.
 */
export class CsDeviceCheck extends CsElement {
  static override properties: PropertyDeclarations = {
    echoNumber: { attribute: 'echo-number' },
    patience: { type: Number },
    states: { state: true },
  };
  static override styles: CSSResultGroup = [CsElement.styles, buttonStyles, panelStyles, deviceStyles];

  /** A number that sends back what it hears; without it no call is made. */
  declare echoNumber: string | null;
  /** How long sound is waited for, milliseconds. */
  declare patience: number;
  declare protected states: States;

  /** Ends what is under way. */
  #abort: AbortController | null = null;
  #answer: ((heard: boolean) => void) | null = null;

  constructor() {
    super();
    this.echoNumber = null;
    this.patience = 10_000;
    this.states = WAITING;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
    this.states = WAITING;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { ui } = words;
    const running = this.#steps.some((step) => this.states[step] === 'running');
    const begun = this.#steps.some((step) => this.states[step] !== 'waiting');
    return html`<section class="check surface" part="check" aria-label=${ui.checkDevices}>
      <h3>${ui.checkDevices}</h3>
      <ol class="steps" part="steps">
        ${this.#steps.map((step) => this.#renderStep(step))}
      </ol>
      <p class="verdict" part="verdict" role="status" data-state=${this.#all('ok') ? 'ok' : 'open'}>
        ${this.#all('ok') ? ui.allWell : nothing}
      </p>
      ${
        running
          ? nothing
          : verdictButton(words, {
              part: 'start',
              label: begun ? ui.checkAgain : ui.startCheck,
              look: 'primary',
              verdict: YES,
              press: () => void this.#run(),
            })
      }
    </section>`;
  }

  get #steps(): readonly Step[] {
    return this.echoNumber === null ? STEPS.filter((step) => step !== 'echo') : STEPS;
  }

  #all(state: State): boolean {
    return this.#steps.every((step) => this.states[step] === state);
  }

  #renderStep(step: Step): TemplateResult {
    const state = this.states[step];
    const name = typeof state === 'string' ? state : 'failed';
    const sign = name === 'ok' ? done() : name === 'failed' ? warning() : html`<span class="dot"></span>`;
    return html`<li class="step" part="step" data-step=${step} data-state=${name}>
      ${sign}<span>${titles(this.words)[step]}</span> ${this.#renderMore(step, state)}
    </li>`;
  }

  #renderMore(step: Step, state: State): TemplateResult | typeof nothing {
    const { words } = this;
    const { ui } = words;
    if (typeof state !== 'string') return html`<p class="more" part="remedy" role="alert">${state.failed}</p>`;
    if (state !== 'running' || step === 'permission') return nothing;
    const answer = (label: string, heard: boolean, part: string): TemplateResult =>
      verdictButton(words, { part, label, verdict: YES, press: () => this.#answer?.(heard) });
    if (step === 'sound') {
      return html`<div class="more" role="status">
        <p>${ui.hearTone}</p>
        <div class="answers">${answer(ui.yes, true, 'heard')} ${answer(ui.no, false, 'not-heard')}</div>
      </div>`;
    }
    return html`<div class="more" role="status">
      <p>${step === 'level' ? ui.saySomething : ui.echoRuns}</p>
      <meter part="level" min="0" max="1" aria-label=${ui.level}></meter>
    </div>`;
  }

  async #run(): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.states = WAITING;
    for (const step of this.#steps) {
      this.#set(step, 'running');
      const failed = await this.#try(step, signal);
      if (signal.aborted) return;
      this.#set(step, failed === null ? 'ok' : { failed });
      if (failed !== null) break;
    }
    this.dispatchEvent(new Event('cs-done', { bubbles: true }));
  }

  #set(step: Step, state: State): void {
    this.states = { ...this.states, [step]: state };
  }

  /** Null when all is well, else what to do. */
  #try(step: Step, signal: AbortSignal): Promise<string | null> {
    if (step === 'sound') return this.#trySound(signal);
    return step === 'echo' ? this.#tryEcho(signal) : this.#tryMicrophone(step === 'level', signal);
  }

  async #tryMicrophone(listens: boolean, signal: AbortSignal): Promise<string | null> {
    let stop: (() => void) | null = null;
    try {
      return await this.#within(signal, this.words.ui.notHeard, async (heard) => {
        stop = await meterMicrophone(undefined, (level) => heard(level));
        if (!listens) heard(1);
      });
    } catch (error) {
      return mediaProblem(error, this.words);
    } finally {
      (stop as (() => void) | null)?.();
    }
  }

  async #trySound(signal: AbortSignal): Promise<string | null> {
    const { noTone } = this.words.ui;
    const answered = new Promise<boolean>((resolve) => {
      this.#answer = resolve;
      signal.addEventListener('abort', () => resolve(false));
    });
    // Where it cannot be played, nobody hears it, and says so.
    playTestSound().catch(() => this.#answer?.(false));
    return (await answered) ? null : noTone;
  }

  async #tryEcho(signal: AbortSignal): Promise<string | null> {
    const { words, echoNumber } = this;
    const verdict = agentVerdicts(this.seen).dial;
    if (!verdict.allowed) return words.core.blockReasons[verdict.reason];
    const dial = new IntentEvent({ scope: 'agent', verb: 'dial', to: echoNumber ?? '' });
    this.dispatchEvent(dial);
    if (!dial.response) return words.core.errors.notReady;
    let id: string | null = null;
    let watch: WatchEvent | null = null;
    try {
      id = ((await dial.response) as CallSnapshot).id;
      const session = id;
      return await this.#within(signal, words.ui.echoFailed, (heard) => {
        watch = new WatchEvent({ name: 'levels', id: session, next: ({ peer }) => heard(peer) });
        this.dispatchEvent(watch);
      });
    } catch (error) {
      return errorText(error, words);
    } finally {
      (watch as WatchEvent | null)?.stop();
      if (id !== null) await this.ask({ scope: 'call', verb: 'hangup', id });
    }
  }

  /** Waits until something was heard: null then, and `remedy` when the patience is over. */
  async #within(
    signal: AbortSignal,
    remedy: string,
    begin: (heard: (level: number) => void) => Promise<void> | void,
  ): Promise<string | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<string | null>((resolve, reject) => {
      const heard = (level: number): void => {
        this.#show(level);
        if (level >= HEARD) resolve(null);
      };
      signal.addEventListener('abort', () => resolve(null));
      Promise.resolve(begin(heard)).then(
        () => (timer = setTimeout(() => resolve(remedy), this.patience)),
        (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
      );
    });
    try {
      return await over;
    } finally {
      clearTimeout(timer);
    }
  }

  #show(level: number): void {
    const meter = this.renderRoot.querySelector('meter');
    if (meter) meter.value = level;
  }
}
