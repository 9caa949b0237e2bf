import type { ConnectionState, Id, State } from '../../model/index.ts';
import type { Logger, MediaPort } from '../../ports/index.ts';
import { CallstationError, type ErrorCode } from '../../protocol/index.ts';
import type { PageSip } from '../../sip/page-sip.types.ts';
import { isHere, isLive, isSpeaking, takesCallsHere } from './live.ts';
import { createMuteGuard, type MuteGuard } from './mute-guard.ts';

/** What the page's audio is made of; both parts are made at their first use. */
export interface PageAudioOptions {
  pageId: Id;
  logger: Logger;
  media: () => MediaPort;
  sip: () => PageSip;
  /** Asks the centre to bring the audio of a live call here. */
  takeMedia: (sessionId: Id) => Promise<unknown>;
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
  /** Offers the leg was readied for, and lost calls that were asked for: each once. */
  #warmed: ReadonlySet<Id> = new Set();
  #asked: ReadonlySet<Id> = new Set();

  constructor(options: PageAudioOptions) {
    this.#options = options;
    this.mute = createMuteGuard((silenced) => options.sip().setMuted(silenced));
  }

  /** Microphone and registration, in parallel, before a request that needs them is sent. Rejects typed. */
  async prepare(video: boolean): Promise<void> {
    if (this.#state && !takesCallsHere(this.#state)) return;
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
      (session) => session.id === sessionId && isHere(session, this.#options.pageId) && isSpeaking(session),
    );
    if (!carried) return false;
    await this.#options.sip().hangup();
    return true;
  }

  /** The truth changed. `touched`: the session it told about; undefined for all. */
  observe(state: State | null, connection: ConnectionState, touched?: Id): void {
    this.#state = state;
    this.mute.observe(state, touched);
    const lead = state?.agent.leadPage === this.#options.pageId && connection === 'ready' && takesCallsHere(state);
    const offered = state?.sessions.filter(({ kind, phase }) => kind !== 'im' && phase === 'offered') ?? [];
    this.#ring(lead && offered.length > 0 && !state.sessions.some(isLive));
    if (lead) {
      this.#warm(offered.map(({ id }) => id));
      this.#rejoin(state);
    } else this.#warmed = new Set();
    this.#releaseUnused();
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

  /** A live call whose page is gone (a reload, a crash) comes to the lead page by itself, once per loss. */
  #rejoin(state: State): void {
    if (!state.capabilities.calls.includes('takeMedia')) return;
    const lost = state.sessions
      .filter(isLive)
      .filter(({ leg }) => leg.state === 'lost' || leg.state === 'reconnecting')
      .filter((call) => !isHere(call, this.#options.pageId))
      .map(({ id }) => id);
    const fresh = lost.filter((id) => !this.#asked.has(id));
    this.#asked = new Set(lost);
    for (const id of fresh) {
      const taken = this.prepare(false).then(() => this.#options.takeMedia(id));
      this.#background('the audio could not be brought here', taken);
    }
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
