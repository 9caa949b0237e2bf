import type { CallSnapshot, End, Id, MissedOffer, MissReason } from '@callstation/core/model';
import type { Conversation } from './types.ts';

/** Why the agent did not get what was offered to them; undefined for an offer that was taken, or withdrawn by the centre. */
export function missOf(
  c: Conversation,
  agent: Id,
  session: CallSnapshot,
  end: End,
  at: number,
): MissedOffer | undefined {
  if (session.direction !== 'in' || (session.phase !== 'offered' && session.phase !== 'connecting')) return undefined;
  const why = reasonOf(c, agent, session, end);
  if (why === undefined) return undefined;
  return { why, rangMs: Math.max(0, Math.round(at - session.createdAt)), limitMs: c.terms.ringTimeoutMs };
}

function reasonOf(c: Conversation, agent: Id, { phase }: CallSnapshot, end: End): MissReason | undefined {
  switch (end.reason) {
    case 'localReject':
    case 'rejected':
    case 'busy':
      return 'declined';
    case 'takenElsewhere':
      return 'takenElsewhere';
    case 'remoteCancel':
    case 'remoteHangup':
      return 'callerLeft';
    case 'unreachable':
      return 'unreachable';
    case 'noAnswer':
    case 'requeued':
    case 'networkLost':
      return sounds(c, agent) ?? (phase === 'connecting' ? 'noAudio' : 'tooSlow');
    default:
      return undefined;
  }
}

/** Who could not hear it ring, or could not speak, was not slow. */
function sounds({ health }: Conversation, agent: Id): MissReason | undefined {
  const { microphone, output } = health[agent] ?? {};
  if (microphone !== undefined && microphone !== 'ok' && microphone !== 'unknown') return 'microphone';
  return output === undefined || output === 'ok' ? undefined : 'ringBlocked';
}
