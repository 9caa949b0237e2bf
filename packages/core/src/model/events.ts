/** Names of `workstation.on()`, of `cause` on the wire, and of the left column of every facade's table. */
export const DOMAIN_EVENTS = [
  'sessionOffered',
  'sessionDialing',
  'sessionAlerting',
  'sessionAccepted',
  'sessionActive',
  'sessionHeld',
  'sessionResumed',
  'sessionMuted',
  'sessionUnmuted',
  'sessionMediaChanged',
  /** A step without an event of its own: `holding`, `turningOn`, a party's new name. */
  'sessionChanged',
  'consultStarted',
  'consultAnswered',
  'consultFailed',
  'sessionConferenced',
  'participantLeft',
  'sessionTransferred',
  'recordingChanged',
  'sessionRequeued',
  'sessionEnded',
  'sessionRemoved',
  'agentStatusChanged',
  'agentChanged',
  'contextChanged',
  'chatChanged',
] as const;
/** One of {@link DOMAIN_EVENTS}. */
export type DomainEventName = (typeof DOMAIN_EVENTS)[number];
