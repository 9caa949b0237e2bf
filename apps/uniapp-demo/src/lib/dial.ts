import { book } from './book';
import { beginCall, call } from './call';
import { type Failure, tellFailure } from './failure';
import { goTo } from './go';
import { tell } from './notice';
import { isNumber, plainNumber } from './number';
import { ring, stopRinging } from './ring';
import { say } from './settings';
import { workstation } from './workstation';

/** Calls a number and goes to the calling page. */
export function dial(text: string): void {
  const number = plainNumber(text);
  if (!isNumber(number)) return tell(say('numberWrong'));
  beginCall('out', number);
  goTo('calling');
  workstation.call({ to: number, remark: book.byNumber(number)?.name ?? number }).catch((failure: Failure) => {
    call.state = 'finished';
    void tellFailure(failure);
  });
}

/** Answers who rings. */
export function answerIncoming(): void {
  const { incoming } = call;
  if (incoming === null) return;
  stopRinging();
  beginCall('in', incoming.number, incoming.sessionId);
  goTo('calling');
  const answered = (): void => {
    if (call.state === 'answering') Object.assign(call, { state: 'inProgress', since: Date.now() });
  };
  workstation.answer().then(answered, async (failure: Failure) => {
    await tellFailure(failure);
    // It may be over by now.
    if (call.state !== 'answering') return;
    // The customer still waits: who refused the microphone by mistake may answer again.
    Object.assign(call, { state: 'none', incoming });
    ring();
  });
}

/** Declines who rings. */
export function rejectIncoming(): void {
  stopRinging();
  void workstation.terminate();
}
