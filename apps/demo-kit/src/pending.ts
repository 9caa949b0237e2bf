import type { CallSnapshot, CallVerb, PageFacts, Verdict } from '@callstation/core/model';

/** Its own command is on its way; or the switch is at it, and no other command of the call explains the wait. */
export function isOnItsWay(
  call: CallSnapshot | null,
  verdict: Verdict,
  verb: CallVerb,
  { pending }: PageFacts,
): boolean {
  if (call === null || verdict.allowed || verdict.reason !== 'pending') return false;
  const commands = Object.values(pending).filter(({ sessionId }) => sessionId === call.id);
  return commands.length === 0 || commands.some(({ method }) => method === `call.${verb}`);
}
