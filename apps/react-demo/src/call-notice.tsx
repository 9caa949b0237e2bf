import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';

import { nameOf } from './peer-name.ts';

const text = words('en');

/** What the agent should know before they speak; null for an ordinary call. */
function noticeOf(call: CallSnapshot): string | null {
  const { requeued } = call.context;
  if (call.phase === 'active' && call.consult.state === 'none' && call.consult.failed) {
    const why = `The other party: ${text.endReasons[call.consult.failed.reason]}.`;
    return call.hold === 'none' ? `${why} You are back with ${nameOf(call)}.` : why;
  }
  if (call.phase === 'ended') return null;
  if (call.role === 'consulted') return 'You are asked for advice.';
  return requeued ? `${text.requeued[requeued.why]} (${requeued.name}).` : null;
}

/** One line on a call: it came back from the queue, somebody asks for advice, or a second party was not to be had. */
export function CallNotice({ call }: { call: CallSnapshot }) {
  const notice = noticeOf(call);
  return (
    <p className={notice === null ? 'unseen' : 'call-notice'} role="status">
      {notice}
    </p>
  );
}
