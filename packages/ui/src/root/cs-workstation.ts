import { CallstationError, type CallSnapshot, type Workstation, type WorkstationSnapshot } from '@callstation/core';
import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';

import { Attention } from '../attention/attention.ts';
import { RingUnheardEvent } from '../attention/ring-unheard-event.ts';
import { errorText } from '../base/error-text.ts';
import { IntentEvent } from '../base/intent-event.ts';
import { languageOf } from '../base/language-of.ts';
import { peerName } from '../base/names.ts';
import type { QueryEvent } from '../base/query-event.ts';
import { rootCame, type Seat, type SeatRequest } from '../base/seat.ts';
import { verdictButton } from '../base/verdict-button.ts';
import type { WatchEvent } from '../base/watch-event.ts';
import { close } from '../icons/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { buttonStyles } from '../styles/button.ts';
import { uiWords, type SeatWords } from '../words/index.ts';
import { newsOf } from './announce.ts';
import { answerable, isKey, isTyping } from './answer-key.ts';
import { answerQuery } from './answer-query.ts';
import { CallLog } from './call-log.ts';
import { Followed } from './followed.ts';
import { giveFeed } from './give-feed.ts';
import { liveRegion, Spoken } from './live-region.ts';
import { noticeOf } from './notice.ts';
import { openWorkstation, tokenFrom, type TokenSource } from './open-workstation.ts';
import { performIntent } from './perform-intent.ts';
import { rootStyles } from './root.styles.ts';

const YES = { allowed: true } as const;

/**
 * The root of a seat: gives the elements inside it a workstation's snapshot, does what they ask for, says every change
 * once to assistive technology, and shows what went wrong. Give it a `workstation`, or `url` with `token` or `token-url`.
 *
 * @element cs-workstation
 * @example
 * <cs-workstation url="/seat" token-url="/my/token"><cs-call-bar></cs-call-bar></cs-workstation>
 */
export class CsWorkstation extends LitElement {
  static override properties = {
    workstation: { attribute: false },
    url: {},
    token: {},
    tokenUrl: { attribute: 'token-url' },
    answerKey: { attribute: 'answer-key' },
    notificationWorker: { attribute: 'notification-worker' },
    theme: { reflect: true },
  };
  static override styles: CSSResultGroup = [baseStyles, buttonStyles, rootStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** Yours to connect and close; or the root's own, made from `url`. */
  declare workstation: Workstation | null;
  /** The centre's control socket, as `callcenter({ url })` takes it. */
  declare url: string | null;
  /** A token; as a property also a function that fetches one. */
  declare token: TokenSource | null;
  /** A route of your server that answers with a token. */
  declare tokenUrl: string | null;
  /** The key that answers a call: `F8` unless you say otherwise, `none` for none. One that types is not heard in fields. */
  declare answerKey: string;
  /** Where your site serves `callstation-notifications.js`: with it, notifications of calls have buttons. */
  declare notificationWorker: string | null;
  /** `auto` follows the system, `light` and `dark` do not. */
  declare theme: 'auto' | 'light' | 'dark';

  readonly #listeners = new Set<() => void>();
  readonly #followed = new Followed((before, now) => this.#changed(before, now));
  readonly #spoken = new Spoken();
  readonly #log = new CallLog();
  readonly #attention = new Attention({
    words: () => this.#words,
    unheard: (ring) => void this.dispatchEvent(new RingUnheardEvent(ring)),
    pressed: (verb, id) => void this.dispatchEvent(new IntentEvent({ scope: 'call', verb, id })),
    changed: () => this.requestUpdate(),
    say: (text) => this.#spoken.say({ polite: [text], urgent: [] }),
  });
  #own: Workstation | null = null;
  #attempt = 0;
  #problem: string | null = null;

  readonly #seat: Seat;

  constructor() {
    super();
    this.workstation = null;
    this.url = null;
    this.token = null;
    this.tokenUrl = null;
    this.answerKey = 'F8';
    this.notificationWorker = null;
    this.theme = 'auto';
    const key = (): string => (this.answerKey === 'none' ? '' : this.answerKey);
    this.#seat = {
      getSnapshot: () => this.#followed.snapshot,
      get answerKey() {
        return key();
      },
      subscribe: (fn) => {
        this.#listeners.add(fn);
        return () => void this.#listeners.delete(fn);
      },
    };
    this.addEventListener('cs-seat', (event) => this.#onSeat(event));
    this.addEventListener('cs-intent', (event) => this.#onIntent(event));
    this.addEventListener('cs-query', (event) => this.#onQuery(event));
    this.addEventListener('cs-watch', (event) => this.#onWatch(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
    rootCame();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    this.#watch(null);
    // Moved to another place of the document, it is back before this runs.
    queueMicrotask(() => {
      if (!this.isConnected) this.#dropOwn();
    });
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.#tellAll();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('notificationWorker')) this.#attention.useWorker(this.notificationWorker);
    const source = ['workstation', 'url', 'token', 'tokenUrl'] as const;
    if (source.some((name) => changed.has(name))) this.#follow();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>${liveRegion(this.#spoken)}
      <div class="toasts" part="toasts">${this.#renderNotice()}${this.#renderProblem()}</div>`;
  }

  get #words(): SeatWords {
    return uiWords(languageOf(this));
  }

  #renderNotice(): TemplateResult | typeof nothing {
    const words = this.#words;
    const { snapshot } = this.#followed;
    const notice = snapshot && noticeOf(snapshot, words);
    if (!notice) return this.#renderMissed();
    const { text, action } = notice;
    const press = (): void => void (action && this.dispatchEvent(new IntentEvent(action.intent)));
    return html`<div class="toast notice" part="toast notice">
      <span>${text}</span>
      ${action ? verdictButton(words, { part: 'notice-action', label: action.label, verdict: YES, press }) : nothing}
    </div>`;
  }

  /** A call rang out of sight, and no notification could say so. */
  #renderMissed(): TemplateResult | typeof nothing {
    const { missed } = this.#attention;
    if (missed === null) return nothing;
    const words = this.#words;
    const { ui } = words;
    const ask = missed === 'default';
    const press = (): void => (ask ? void this.#attention.ask() : this.#attention.forget());
    return html`<div class="toast notice" part="toast notice">
      <span>${this.#attention.missedText}</span>
      ${verdictButton(words, { part: 'notice-action', label: ask ? ui.showNotifications : ui.dismiss, verdict: YES, press })}
    </div>`;
  }

  #renderProblem(): TemplateResult | typeof nothing {
    if (this.#problem === null) return nothing;
    const words = this.#words;
    const press = (): void => this.#showProblem(null);
    return html`<div class="toast problem" part="toast problem">
      <span>${this.#problem}</span>
      ${verdictButton(words, { part: 'dismiss', label: words.ui.dismiss, icon: close(), look: 'plain', verdict: YES, press })}
    </div>`;
  }

  /** Subscribes to what it is given, or makes its own. */
  #follow(): void {
    if (!this.isConnected) return;
    if (this.workstation !== this.#own) this.#dropOwn();
    if (this.workstation) this.#watch(this.workstation);
    else if (this.url !== null) void this.#open(this.url);
  }

  async #open(url: string): Promise<void> {
    const attempt = ++this.#attempt;
    const token = this.token ?? (this.tokenUrl === null ? null : tokenFrom(this.tokenUrl));
    if (token === null) return;
    try {
      const own = await openWorkstation(url, token);
      if (attempt !== this.#attempt || !this.isConnected) return;
      this.#own = own;
      this.workstation = own;
      this.#watch(own);
      await own.connect();
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error);
    }
  }

  #watch(workstation: Workstation | null): void {
    this.#followed.follow(workstation);
    this.#attention.follow(workstation);
  }

  #dropOwn(): void {
    this.#attempt++;
    const own = this.#own;
    this.#own = null;
    if (this.workstation === own) this.workstation = null;
    own?.close().catch((error: unknown) => this.#fail(error));
  }

  #changed(before: WorkstationSnapshot | null, now: WorkstationSnapshot | null): void {
    if (now) this.#spoken.say(newsOf(before, now, this.#words));
    this.#attention.see(now);
    this.#log.take(before, now);
    this.#tellAll();
  }

  #tellAll(): void {
    this.requestUpdate();
    for (const fn of [...this.#listeners]) fn();
  }

  #fail(error: unknown): void {
    const { state } = this.#followed.snapshot?.page.connection ?? {};
    // There is a notice that says so already, and what can be done.
    if (state === 'refused' || state === 'replaced') return;
    this.#showProblem(errorText(error, this.#words));
  }

  #showProblem(text: string | null): void {
    this.#problem = text;
    if (text !== null) this.#spoken.say({ polite: [], urgent: [text] });
    this.requestUpdate();
  }

  #onSeat(event: SeatRequest): void {
    event.answer(this.#seat);
  }

  #onIntent(event: IntentEvent): void {
    if (!this.workstation || event.defaultPrevented || event.response) return;
    const { intent, explains } = event;
    this.#showProblem(null);
    const done = performIntent(this.workstation, intent);
    event.respondWith(done);
    done.then(
      (result) => intent.scope === 'agent' && intent.verb.startsWith('dial') && this.#onDialled(result),
      (error: unknown) => (CallstationError.from(error).code === explains ? undefined : this.#fail(error)),
    );
  }

  /** Somebody busy or away is called, refused and gone before anything could be shown of it. */
  #onDialled(result: unknown): void {
    const call = result as CallSnapshot;
    const kept = this.#followed.snapshot?.sessions.some(({ id }) => id === call.id);
    if (call.phase !== 'ended' || kept) return;
    const words = this.#words;
    this.#showProblem(`${peerName(call, words.ui)}: ${words.core.endReasons[call.end.reason]}`);
  }

  #onQuery(event: QueryEvent): void {
    if (event.response) return;
    if (this.workstation) answerQuery(this.workstation, event);
    else event.respondWith(Promise.reject(new CallstationError('notReady')));
  }

  #onWatch(event: WatchEvent): void {
    if (this.workstation && !event.taken) giveFeed(this.workstation, this.#log, event);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || !isKey(event, this.#seat.answerKey) || isTyping(event)) return;
    const call = answerable(this.#followed.snapshot);
    if (!call) return;
    event.preventDefault();
    this.dispatchEvent(new IntentEvent({ scope: 'call', verb: 'answer', id: call.id }));
  };
}
