/** What a fake page leg was asked for. It fits the `sip` port of the callcenter backend. */
export interface FakePageSip {
  ready(): Promise<void>;
  setMuted(on: boolean): void;
  hangup(sessionId: string): Promise<void>;
  close(): Promise<void>;
  /** Set to make `ready` reject. */
  failure: Error | null;
  readonly asked: { ready: number; hangup: number; close: number };
  /** The sessions that were hung up by BYE. */
  readonly hungUp: readonly string[];
  readonly muted: boolean;
}

/** Makes one. */
export function createFakePageSip(): FakePageSip {
  const asked = { ready: 0, hangup: 0, close: 0 };
  const hungUp: string[] = [];
  let muted = false;
  const sip: FakePageSip = {
    failure: null,
    asked,
    hungUp,
    get muted() {
      return muted;
    },
    async ready() {
      asked.ready++;
      if (sip.failure) throw sip.failure;
    },
    setMuted(on) {
      muted = on;
    },
    async hangup(sessionId) {
      asked.hangup++;
      hungUp.push(sessionId);
    },
    async close() {
      asked.close++;
    },
  };
  return sip;
}
