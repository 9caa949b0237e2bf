import type { CallSnapshot } from '@callstation/core/model';
import { noticeOf } from 'demo-kit';

/** One line on a call: it came back from the queue, somebody asks for advice, or a second party was not to be had. */
export function CallNotice({ call }: { call: CallSnapshot }) {
  const notice = noticeOf(call);
  return (
    <p className={notice === null ? 'unseen' : 'call-notice'} role="status">
      {notice}
    </p>
  );
}
