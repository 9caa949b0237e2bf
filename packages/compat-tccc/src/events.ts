/** The events of the vendor's documents, those of older ones included. Each is its own name. */
export const EVENT_NAMES = [
  'ready',
  'tokenExpired',
  'callIn',
  'userAccessed',
  'autoTransfer',
  'calloutAccepted',
  'callOuted',
  'sessionEnded',
  'sessionCompleted',
  'transfer',
  'statusChanged',
  'asr',
] as const;
/** One of {@link EVENT_NAMES}. */
export type TcccEventName = (typeof EVENT_NAMES)[number];

/** Names as the vendor's guides misspell them. */
export const EVENT_ALIASES: Readonly<Record<string, TcccEventName>> = { callouteAccepted: 'calloutAccepted' };

/** `tccc.events`: every name by itself. */
export type TcccEvents = { readonly [N in TcccEventName]: N };

/** `tccc.events`, with the misspelt names, which `warn` is told of. */
export function createEvents(warn: (message: string) => void): TcccEvents {
  const events = Object.fromEntries(EVENT_NAMES.map((name) => [name, name])) as TcccEvents;
  for (const [alias, name] of Object.entries(EVENT_ALIASES)) {
    Object.defineProperty(events, alias, {
      get: () => {
        warn(`events.${alias} is a misspelling of events.${name}`);
        return name;
      },
    });
  }
  return Object.freeze(events);
}
