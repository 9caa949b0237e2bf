import { END_REASONS, MISS_REASONS } from '@callstation/core/model';
import * as v from 'valibot';
import { instant, whole } from './schema-parts.ts';

const text = v.string();
const maybeText = v.exactOptional(text);
const maybeInstant = v.nullable(instant);

/** How something ended. */
export const EndShown = v.strictObject({
  reason: v.picklist(END_REASONS),
  by: v.picklist(['agent', 'peer', 'supervisor', 'system', 'timer']),
  cause: v.exactOptional(v.strictObject({ sip: v.exactOptional(v.number()), code: maybeText, text: maybeText })),
});
const end = v.nullable(EndShown);
const direction = v.picklist(['in', 'out']);

/** Somebody in a session. */
export const PartyShown = v.looseObject({ id: text, role: text, state: text, number: maybeText, name: maybeText });

/** What is known of a session; later versions know more. */
export const ContextShown = v.looseObject({
  flow: v.picklist(['in', 'out', 'callback', 'auto']),
  remark: maybeText,
  userData: maybeText,
  ivrPath: v.exactOptional(v.array(v.strictObject({ key: text, label: text }))),
});

/** What an agent noted on a call. */
export const AnnotationShown = v.strictObject({
  disposition: maybeText,
  note: maybeText,
  tags: v.exactOptional(v.array(text)),
  data: v.exactOptional(v.record(text, text)),
});

/** Why an offer was not taken; null where it was. */
export const MissedShown = v.nullable(v.strictObject({ why: v.picklist(MISS_REASONS), rangMs: whole, limitMs: whole }));

const Engagement = v.strictObject({
  ...{ id: text, agent: text, agentName: text, role: text, direction, skillGroup: v.nullable(text) },
  peer: PartyShown,
  ...{ offeredAt: instant, answeredAt: maybeInstant, endedAt: maybeInstant, end, doneAt: maybeInstant },
  state: v.picklist(['ring', 'talk', 'hold', 'wrap', 'done']),
  ...{ ringMs: whole, talkMs: whole, holdMs: whole, wrapMs: whole },
  annotation: v.nullable(AnnotationShown),
  missed: MissedShown,
});

const Step = v.strictObject({
  n: whole,
  kind: v.picklist(['consult', 'transfer', 'conference', 'requeue']),
  by: text,
  to: v.nullable(v.record(text, v.unknown())),
  ...{ at: instant, answeredAt: maybeInstant, endedAt: maybeInstant },
  outcome: v.nullable(v.picklist(['completed', 'ended', 'failed'])),
  reason: v.nullable(v.picklist(END_REASONS)),
});

const Recording = v.strictObject({
  ...{ id: text, state: text, startedAt: instant, endedAt: maybeInstant, ms: whole, bytes: whole },
});

/** The record of a session, as it is shown. */
export const RecordShown = v.strictObject({
  id: text,
  kind: v.picklist(['phone', 'voip', 'video', 'internal']),
  direction,
  flow: v.picklist(['in', 'out', 'callback', 'auto']),
  ...{ from: v.nullable(text), to: v.nullable(text), skillGroup: v.nullable(text) },
  ...{ createdAt: instant, answeredAt: maybeInstant, endedAt: maybeInstant, end },
  state: v.picklist(['before', 'queue', 'ring', 'talk', 'hold', 'over']),
  stateAt: instant,
  ...{ beforeMs: whole, queueMs: whole, ringMs: whole, talkMs: whole, holdMs: whole },
  requeues: whole,
  context: ContextShown,
  updatedAt: instant,
  engagements: v.array(Engagement),
  steps: v.array(Step),
  recordings: v.array(Recording),
});
