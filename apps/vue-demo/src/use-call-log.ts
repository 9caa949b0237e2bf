import { useCalls, useWorkstation, useWorkstationEvent } from '@callstation/vue';
import { addEnded, addLost, type LogEntry } from 'demo-kit';
import { shallowRef, watch, type ShallowRef } from 'vue';

/** The calls that ended while this page was open, newest first; those that an outage took are among them. */
export function useCallLog(): Readonly<ShallowRef<readonly LogEntry[]>> {
  const { getSnapshot } = useWorkstation();
  const log = shallowRef<readonly LogEntry[]>([]);
  const calls = useCalls();
  let known = calls.value;
  // As they were before the state came anew.
  watch(calls, (now) => (known = now), { flush: 'post' });
  useWorkstationEvent('sessionEnded', ({ session }) => {
    log.value = addEnded(log.value, session);
  });
  useWorkstationEvent('resynchronised', ({ snapshot }) => {
    log.value = addLost(log.value, known, snapshot.sessions, Date.now() + getSnapshot().page.clockOffset);
  });
  return log;
}
