import type { Workstation, WorkstationSnapshot } from '@callstation/core';
import { unheardRing, type CallSnapshot, type UnheardReason, type UnheardRing } from '@callstation/core/model';

import { peerName } from '../base/names.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';
import { showBadge } from './badge.ts';
import { CallNotification } from './call-notification.ts';
import type { NotificationVerb } from './message.types.ts';
import { PageTitle } from './page-title.ts';

/** What a root does for its {@link Attention}. */
export interface AttentionHost {
  words(): SeatWords;
  /** A call rings and may not be noticed. */
  unheard(ring: UnheardRing): void;
  /** The agent pressed a button of a notification. */
  pressed(verb: NotificationVerb, id: string): void;
  /** {@link Attention.missed} has changed. */
  changed(): void;
  /** To be read out. */
  say(text: string): void;
}

/** Sees to it that a call that rings is noticed: title and badge always, a notification when the page cannot be seen or heard. */
export class Attention {
  readonly #host: AttentionHost;
  readonly #title = new PageTitle();
  readonly #notification: CallNotification;
  #stop: (() => void) | null = null;
  #missed: UnheardReason | null = null;
  #said = false;

  constructor(host: AttentionHost) {
    this.#host = host;
    this.#notification = new CallNotification((verb, id) => host.pressed(verb, id));
  }

  /** A call rang on a page that could not be seen, and no notification could say so: what the browser says to those. */
  get missed(): NotificationPermission | null {
    return this.#missed === 'pageHidden' ? this.#notification.permission : null;
  }

  /** That in words, with what can be done. */
  get missedText(): string {
    const { ui } = this.#host.words();
    return this.missed === 'default' ? ui.rangUnseen : ui.notificationsDenied;
  }

  /** Asks for notifications. Call it inside a handler of a click. */
  async ask(): Promise<void> {
    await this.#notification.ask();
    this.forget();
  }

  /** The agent knows. */
  forget(): void {
    this.#missed = null;
    this.#host.changed();
  }

  useWorker(url: string | null): void {
    this.#notification.useWorker(url);
  }

  /** Looks after the calls of that one from now on, or of none. */
  follow(workstation: Workstation | null): void {
    this.#stop?.();
    this.#stop = workstation?.on('ringUnheard', (ring) => this.#unheard(ring)) ?? null;
    if (workstation === null) return this.#notification.stop();
    const ring = unheardRing(workstation.getSnapshot());
    if (ring) this.#unheard(ring);
  }

  /** What the page shows now. */
  see(now: WorkstationSnapshot | null): void {
    const calls = now ? ringing(now) : [];
    const [first] = calls;
    this.#title.show(first ? this.#textOf(first) : null);
    showBadge(calls.length);
    if (!now || !unheardRing(now)) this.#notification.close();
    // Said on a page out of sight, nobody would hear it.
    if (!now?.page.visible || this.#said || this.missed === null) return;
    this.#said = true;
    this.#host.say(this.missedText);
  }

  #unheard(ring: UnheardRing): void {
    const { call, why } = ring;
    this.#host.unheard(ring);
    const { ui, core, language } = this.#host.words();
    void this.#notification.show({
      ...{ id: call.id, lang: language, title: this.#textOf(call) },
      body: [why === 'pageHidden' ? '' : ui[why], call.context.remark].filter(Boolean).join('\n'),
      labels: { answer: core.callVerbs.answer, reject: core.callVerbs.reject },
    });
    if (why !== 'pageHidden' || this.#notification.permission === 'granted') return;
    this.#missed = why;
    this.#said = false;
    this.#host.changed();
  }

  #textOf(call: CallSnapshot): string {
    const { ui } = this.#host.words();
    const name = peerName(call, ui);
    const group = call.context.skillGroup?.name;
    return group ? fill(ui.incomingTo, { name, group }) : fill(ui.incomingFrom, { name });
  }
}

/** Calls that ring on this page; another page's are that one's business. */
function ringing({ agent, page, sessions }: WorkstationSnapshot): CallSnapshot[] {
  if (agent?.leadPage !== page.pageId) return [];
  return sessions.filter((session): session is CallSnapshot => session.kind !== 'im' && session.phase === 'offered');
}
