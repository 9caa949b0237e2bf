import type { Annotation, End, Id, Millis, MissedOffer, SessionBase } from '@callstation/core/model';

import { ask } from './centre-api.ts';

/** One part that an agent had in a call, as the centre keeps it. Times in milliseconds. */
export interface CallEntry extends Pick<SessionBase, 'role' | 'direction' | 'peer'> {
  /** The engagement's. */
  id: Id;
  /** Whose part it is, in a list of everybody's. */
  agentName?: string;
  offeredAt: Millis;
  answeredAt: Millis | null;
  endedAt: Millis;
  end: End | null;
  talkMs: number;
  holdMs: number;
  annotation: Annotation | null;
  missed: MissedOffer | null;
  /** Empty without the right to play them. */
  recordings: readonly CallRecording[];
}

/** A recording that can be played. */
export interface CallRecording {
  id: Id;
  startedAt: Millis;
  ms: number;
}

/** A page of calls, newest first; `next` asks for the page after it. */
export interface CallsPage {
  calls: readonly CallEntry[];
  next: string | null;
}

/** Asks for a page of calls with an agent's token: those after `after`, where that is given. */
export type ListCalls = (agent: Id, after: string | null) => Promise<CallsPage>;

const page = (after: string | null): string => (after === null ? '' : `&after=${encodeURIComponent(after)}`);

/** The agent's own calls. */
export const listOwnCalls: ListCalls = async (agent, after) =>
  // The centre's own answer: its shape is the server's to keep. So it is below.
  (await (await ask(agent, `/v1/own/calls?limit=20${page(after)}`)).json()) as CallsPage;

interface SessionShown {
  engagements: (Omit<CallEntry, 'endedAt' | 'recordings'> & { endedAt: Millis | null })[];
  recordings: (CallRecording & { state: string })[];
}

/** Everybody's calls, for supervisors. */
export const listAllCalls: ListCalls = async (agent, after) => {
  const answer = await ask(agent, `/v1/sessions?live=false&limit=20${page(after)}`);
  const { sessions, next } = (await answer.json()) as { sessions: SessionShown[]; next: string | null };
  return { calls: sessions.flatMap(partsOf), next };
};

/** Every agent's part, the last one first; who did not answer has nothing to be heard. */
function partsOf({ engagements, recordings }: SessionShown): CallEntry[] {
  const whole = recordings.filter(({ state }) => state === 'done');
  const parts = engagements.flatMap(({ endedAt, ...part }) => (endedAt === null ? [] : [{ ...part, endedAt }]));
  return parts.map((part) => ({ ...part, recordings: part.answeredAt === null ? [] : whole })).reverse();
}

/** What kind of call it was, in a word. */
export type RecordKind = 'Supervised' | 'Missed' | 'Incoming' | 'Outgoing';

/** What kind of call that was. */
export function kindOf({ role, direction, missed }: CallEntry): RecordKind {
  if (role === 'supervisor') return 'Supervised';
  if (missed !== null) return 'Missed';
  return direction === 'in' ? 'Incoming' : 'Outgoing';
}

/** The calls that are known, and where the oldest page of them ends; undefined before there is one. */
export interface KnownCalls {
  calls: ReadonlyMap<Id, CallEntry>;
  next?: string | null;
}

/** Nothing asked yet. */
export const NO_CALLS: KnownCalls = { calls: new Map() };

/** With the page that was asked for by `after`. */
export function addCalls(known: KnownCalls, page: CallsPage, after: string | null): KnownCalls {
  return {
    calls: new Map([...known.calls, ...page.calls.map((call) => [call.id, call] as const)]),
    // The newest again say nothing of where the oldest end.
    next: after === null && known.next !== undefined ? known.next : page.next,
  };
}
