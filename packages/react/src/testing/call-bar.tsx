import { useCall } from '../use-call.ts';

export function CallBar() {
  // The call that matters now; useCall(id) for a certain one.
  const { call, actions, answer, hangup } = useCall();
  if (!call) return <p>No call</p>;
  return (
    <p>
      {call.peer.number}: {call.phase}
      <button disabled={!actions.answer.allowed} onClick={() => void answer()}>
        Answer
      </button>
      <button disabled={!actions.hangup.allowed} onClick={() => void hangup()}>
        Hang up
      </button>
    </p>
  );
}
