/** The WebSocket subprotocol of the control socket. */
export const PROTOCOL_NAME = 'callstation.v1';

/** Every bound of the control protocol, in one place. Bytes are UTF-8, times milliseconds. */
export const LIMITS = {
  /** A message from a page. A larger one ends the socket with 1009. */
  requestBytes: 64 * 1024,
  /** A message to a page. */
  serverMessageBytes: 4 * 1024 * 1024,
  /** Nesting of arrays and objects in either direction. */
  depth: 16,
  idLength: 128,
  commandIdLength: 64,
  tokenLength: 8192,
  numberLength: 128,
  digits: 64,
  nameLength: 256,
  remarkLength: 1000,
  userDataBytes: 4096,
  bizIdLength: 128,
  noteLength: 4000,
  chatLength: 16_384,
  tags: 20,
  tagLength: 64,
  annotationKeys: 50,
  annotationKeyLength: 64,
  annotationValueLength: 1000,
  callerPools: 20,
  historyPage: 200,
  extendWrapUpMs: 24 * 3600_000,
  /** `hello` must come within this, or the socket is closed. */
  helloMs: 5000,
  /** Server pings: nobody on the phone, somebody on the phone. */
  pingIdleMs: 5000,
  pingInCallMs: 1500,
  /** Pings in a row without `alive`, after which a page is unreachable: within 6 s on the phone, 20 s else. */
  missedPings: 3,
  /** Updates kept for a resume: at most so many, at most so old. */
  replayUpdates: 500,
  replayMs: 60_000,
  /** How long a command's answer is remembered. */
  commandMemoryMs: 600_000,
  /** Requests of one socket: sustained per second, and at once. */
  requestsPerSecond: 50,
  requestBurst: 100,
} as const;
