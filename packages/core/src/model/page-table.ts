import type { ConnectionState, ErrorData, PageFacts } from './page.ts';
import type { Id } from './primitives.ts';
import type { Reduce } from './reduce.ts';
import { hasOwn } from './has-own.ts';

type Sip = PageFacts['sip'];

/** What can happen in a page. */
export type PageEvent =
  /** The agent's program asked for it. */
  | { type: 'connect' | 'close' }
  /** The centre said welcome; `clockOffset` is its clock minus ours. */
  | { type: 'welcomed'; clockOffset: number }
  | { type: 'dropped'; error?: ErrorData }
  | { type: 'replaced' | 'refused'; error?: ErrorData }
  | { type: 'sipStarted' | 'sipRegistered' | 'sipLost' | 'sipStopped' }
  | { type: 'microphone'; microphone: PageFacts['microphone'] }
  | { type: 'output'; output: PageFacts['output'] }
  | { type: 'visible'; visible: boolean }
  | { type: 'media'; id: Id; media: PageFacts['media'][Id] | null }
  | { type: 'sent'; commandId: Id; method: string; sessionId?: Id }
  | { type: 'answered'; commandId: Id };

type Rows<S extends string> = Readonly<Record<S, Readonly<Partial<Record<PageEvent['type'], S>>>>>;

/** The control connection. From `replaced` and `refused` only the agent's program leads back. */
export const CONNECTION_TABLE: Rows<ConnectionState> = {
  closed: { connect: 'connecting' },
  connecting: {
    welcomed: 'ready',
    dropped: 'reconnecting',
    replaced: 'replaced',
    refused: 'refused',
    close: 'closed',
  },
  ready: { dropped: 'reconnecting', replaced: 'replaced', refused: 'refused', close: 'closed' },
  reconnecting: {
    welcomed: 'ready',
    dropped: 'reconnecting',
    replaced: 'replaced',
    refused: 'refused',
    close: 'closed',
  },
  replaced: { connect: 'connecting', close: 'closed' },
  refused: { connect: 'connecting', close: 'closed' },
};

/** The registration of the page's SIP account. */
export const SIP_TABLE: Rows<Sip> = {
  off: { sipStarted: 'registering' },
  registering: { sipRegistered: 'registered', sipLost: 'lost', sipStopped: 'off' },
  registered: { sipLost: 'lost', sipStopped: 'off' },
  lost: { sipStarted: 'registering', sipRegistered: 'registered', sipStopped: 'off' },
};

/** What to do after a step. */
export interface PageEffect {
  type: 'connectionChanged' | 'sipChanged';
}

/** The facts of a page before anything happened; `at` is the page's clock. */
export function newPage(pageId: Id, at: number): PageFacts {
  return {
    pageId,
    connection: { state: 'closed', since: at },
    sip: 'off',
    clockOffset: 0,
    visible: true,
    microphone: 'unknown',
    output: 'ok',
    volume: { microphone: 1, speaker: 1 },
    media: {},
    pending: {},
  };
}

/** One step of a page's facts: pure, never throws; an event without a row gives the same object. */
export const reducePage: Reduce<PageFacts, PageEvent, PageEffect> = (page, event) => {
  const connection = CONNECTION_TABLE[page.connection.state][event.type];
  if (connection) return connect(page, connection, event);
  const sip = SIP_TABLE[page.sip][event.type];
  if (sip) return [{ ...page, sip }, [{ type: 'sipChanged' }]];
  return [note(page, event), []];
};

function connect(page: PageFacts, state: ConnectionState, event: PageEvent & { at: number }) {
  const since = state === page.connection.state ? page.connection.since : event.at;
  const error = 'error' in event ? event.error : undefined;
  const next: PageFacts = {
    ...page,
    connection: { state, since, ...(error ? { error } : {}) },
    ...(event.type === 'welcomed' ? { clockOffset: event.clockOffset } : {}),
  };
  return [next, [{ type: 'connectionChanged' }]] as const;
}

function note(page: PageFacts, event: PageEvent): PageFacts {
  switch (event.type) {
    case 'microphone':
      return page.microphone === event.microphone ? page : { ...page, microphone: event.microphone };
    case 'output':
      return page.output === event.output ? page : { ...page, output: event.output };
    case 'visible':
      return page.visible === event.visible ? page : { ...page, visible: event.visible };
    case 'media':
      return event.media === null
        ? without(page, 'media', event.id)
        : { ...page, media: { ...page.media, [event.id]: event.media } };
    case 'sent': {
      const { commandId, method, sessionId } = event;
      const command = sessionId === undefined ? { method } : { method, sessionId };
      return { ...page, pending: { ...page.pending, [commandId]: command } };
    }
    case 'answered':
      return without(page, 'pending', event.commandId);
    default:
      return page;
  }
}

function without(page: PageFacts, part: 'media' | 'pending', id: Id): PageFacts {
  if (!hasOwn(page[part], id)) return page;
  return { ...page, [part]: Object.fromEntries(Object.entries(page[part]).filter(([key]) => key !== id)) };
}
