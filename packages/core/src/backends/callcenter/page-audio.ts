import type { Id, PageFacts, State } from '../../model/index.ts';
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
export interface PageAudio {
  /** Microphone and registration, in parallel, before a request that needs them is sent. Rejects typed. */
  prepare(video: boolean): Promise<void>;
  readonly mute: MuteGuard;
  /** Ends the audio leg when it carries that call; says whether it did. */
  hangup(sessionId: Id): Promise<boolean>;
  /** The truth changed. */
  observe(state: State | null, connection: PageFacts['connection']['state'], touched?: Id): void;
}

/** Makes the rules. */
export function createPageAudio(options: PageAudioOptions): PageAudio {
  const { pageId, logger, media, sip, takeMedia } = options;
  const mute = createMuteGuard((silenced) => sip().setMuted(silenced));
  let state: State | null = null;
  let ringing = false;
  let holding = 0;
  let microphone = false;
  let warmed = new Set<Id>();
  let rejoined = new Set<string>();

  const background = (what: string, work: Promise<unknown>): void =>
    void work.catch((error: unknown) => logger.warn(what, { error: CallstationError.from(error).code }));

  const prepare = async (video: boolean): Promise<void> => {
    if (state && !takesCallsHere(state)) return;
    holding++;
    try {
      microphone = true;
      await Promise.all([
        media().acquire({ video }).catch(failWith('mediaFailed')),
        sip().ready().catch(failWith('network')),
      ]);
    } finally {
      holding--;
      releaseUnused();
    }
  };
  const ring = (on: boolean): void => {
    if (on === ringing) return;
    ringing = on;
    media().ring(on);
  };
  function releaseUnused(): void {
    if (!microphone || holding > 0 || !state || state.sessions.some(isLive)) return;
    if (state.agent.status !== 'break' && state.agent.status !== 'offline') return;
    microphone = false;
    media().release();
  }
  const warm = (offered: Id[]): void => {
    if (offered.some((id) => !warmed.has(id))) background('the page leg is not ready yet', sip().ready());
    warmed = new Set(offered);
  };
  /** A live call whose page is gone (a reload, a crash) comes to the lead page by itself, once per loss. */
  const rejoin = (now: State): void => {
    const lost = now.sessions.filter(
      (session) =>
        isLive(session) &&
        !isHere(session, pageId) &&
        (session.leg.state === 'lost' || session.leg.state === 'reconnecting'),
    );
    const keys = new Set(lost.map((session) => session.id));
    for (const id of keys) {
      if (!rejoined.has(id))
        background(
          'the audio could not be brought here',
          prepare(false).then(() => takeMedia(id)),
        );
    }
    rejoined = keys;
  };
  return {
    prepare,
    mute,
    async hangup(sessionId) {
      const carried = state?.sessions.some(
        (session) => session.id === sessionId && isHere(session, pageId) && isSpeaking(session),
      );
      if (!carried) return false;
      await sip().hangup();
      return true;
    },
    observe(next, connection, touched) {
      state = next;
      mute.observe(next, touched);
      const lead = next?.agent.leadPage === pageId && connection === 'ready' && takesCallsHere(next);
      const offered = next?.sessions.filter((session) => session.kind !== 'im' && session.phase === 'offered') ?? [];
      ring(lead && offered.length > 0 && !next.sessions.some(isLive));
      if (lead) {
        warm(offered.map(({ id }) => id));
        if (next.capabilities.calls.includes('takeMedia')) rejoin(next);
      }
      releaseUnused();
    },
  };
}

const failWith =
  (code: ErrorCode) =>
  (error: unknown): never => {
    throw CallstationError.from(error, code);
  };
