import type { ConnectionState, Id, State } from '../../model/index.ts';
import type { Logger, MediaPort } from '../../ports/index.ts';
import { CallstationError, type ErrorCode } from '../../protocol/index.ts';
import type { PageSip } from '../../sip/page-sip.types.ts';
import { hasLeg, isHere, isLive, isLost, takesCallsHere } from './live.ts';
import { createMuteGuard, type MuteGuard } from './mute-guard.ts';

/** What the page's audio is made of; both parts are made at their first use. */
export interface PageAudioOptions {
  pageId: Id;
  logger: Logger;
  media: () => MediaPort;
  sip: () => PageSip;
}

/** The rules that join what the centre says to microphone, ring tone and the one audio leg. */
export class PageAudio {
  readonly mute: MuteGuard;
  readonly #options: PageAudioOptions;
  #state: State | null = null;
  #ringing = false;
  #microphone = false;
  /** The microphone was opened for an offer that nobody has answered here yet. */
  #early = false;
  /** Requests that need the microphone and are not sent yet: it must not be taken away from under them. */
  #preparing = 0;
  /** Offers the leg was readied for, and lost calls it was: each once. */
  #warmed: ReadonlySet<Id> = new Set();
  #awaited: ReadonlySet<Id> = new Set();

  constructor(options: PageAudioOptions) {
    this.#options = options;
    this.mute = createMuteGuard((silenced) => options.sip().setMuted(silenced));
  }

  /**
   * Microphone and registration, in parallel, before a request that needs them is sent. Rejects typed. Does nothing where
   * calls are taken on a phone, unless `here`: the request is for this page whatever the agent has chosen.
   */
  async prepare({ video, here = false }: { video: boolean; here?: boolean }): Promise<void> {
    if (!here && this.#state && !takesCallsHere(this.#state)) return;
    const { media, sip } = this.#options;
    this.#preparing++;
    this.#microphone = true;
    this.#early = false;
    try {
      await Promise.all([
        media().acquire({ video }).catch(failWith('mediaFailed')),
        sip().ready().catch(failWith('network')),
      ]);
    } finally {
      this.#preparing--;
      this.#releaseUnused();
    }
  }

  /** Ends the audio leg when it carries that call; says whether it did. */
  async hangup(sessionId: Id): Promise<boolean> {
    const carried = this.#state?.sessions.some(
      (session) => session.id === sessionId && isHere(session, this.#options.pageId) && hasLeg(session),
    );
    if (!carried) return false;
    await this.#options.sip().hangup(sessionId);
    return true;
  }

  /** The truth changed. `touched`: the session it told about; undefined for all. */
  observe(state: State | null, connection: ConnectionState, touched?: Id): void {
    this.#state = state;
    this.mute.observe(state, touched);
    const lead = state?.agent.leadPage === this.#options.pageId && connection === 'ready' && takesCallsHere(state);
    const offered = state?.sessions.filter(({ kind, phase }) => kind !== 'im' && phase === 'offered') ?? [];
    this.#ring(lead && offered.length > 0 && !state.sessions.some(isLive));
    if (lead) this.#warm(offered.map(({ id }) => id));
    else this.#warmed = new Set();
    this.#awaitLost();
    this.#releaseUnused();
  }

  /** A call that is without sound comes here even where there is no microphone: better heard than dead. */
  get mayListen(): boolean {
    return this.#lostCalls().length > 0;
  }

  #ring(on: boolean): void {
    if (on === this.#ringing) return;
    this.#ringing = on;
    this.#options.media().ring(on);
  }

  #releaseUnused(): void {
    const state = this.#state;
    if (!this.#microphone || this.#preparing > 0 || !state || state.sessions.some(isLive)) return;
    const wanted = this.#early ? this.#warmed.size > 0 : !isAway(state);
    if (wanted) return;
    this.#microphone = false;
    this.#early = false;
    this.#options.media().release();
  }

  /**
   * While it still rings the leg is registered, and the microphone opened where that asks nobody; an answer then saves
   * that time. An offer that goes elsewhere gives the microphone back.
   */
  #warm(offered: Id[]): void {
    const fresh = offered.some((id) => !this.#warmed.has(id));
    this.#warmed = new Set(offered);
    if (!fresh) return;
    const { media, sip } = this.#options;
    this.#background('the page leg is not ready yet', sip().ready());
    if (!this.#microphone) this.#microphone = this.#early = true;
    this.#background('the microphone is not ready yet', media().acquire({ video: false, ask: false }));
  }

  /** Calls without sound that the centre brings here: they were here, or this is the page that has the agent's eyes. */
  #lostCalls(): Id[] {
    const state = this.#state;
    if (!state || !takesCallsHere(state)) return [];
    const { pageId } = this.#options;
    const lead = state.agent.leadPage === pageId;
    return state.sessions.filter((call) => isLost(call) && (lead || isHere(call, pageId))).map(({ id }) => id);
  }

  /** The centre itself brings the leg (a reload, a crash); the page only makes ready for it, once per loss. */
  #awaitLost(): void {
    const lost = this.#lostCalls();
    const fresh = lost.some((id) => !this.#awaited.has(id));
    this.#awaited = new Set(lost);
    if (fresh) this.#background('the page is not ready for its call', this.prepare({ video: false }));
  }

  #background(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#options.logger.warn(what, { error: CallstationError.from(error).code }));
  }
}

const isAway = ({ agent }: State): boolean => agent.status === 'break' || agent.status === 'offline';

const failWith =
  (code: ErrorCode) =>
  (error: unknown): never => {
    throw CallstationError.from(error, code);
  };
