import type { Bench } from './bench.ts';

/**
 * A call that waits 7 s, rings 3 s, talks 12 s, is on hold for 5 s between, and is written up within 4 s; then all is written down.
 */
export async function wholeCall(bench: Bench, tags: { tags?: string[] } = {}): Promise<void> {
  const leg = bench.phone.incoming('13800138000');
  await bench.pass(7000);
  const alice = bench.sit('alice');
  await bench.pass(3000);
  const { id: sessionId } = alice.call();
  await alice.request('call.answer', { sessionId });
  await bench.pass(10_000);
  await alice.request('call.hold', { sessionId });
  await bench.pass(5000);
  await alice.request('call.resume', { sessionId });
  await bench.pass(2000);
  await alice.request('session.annotate', { sessionId, annotation: { disposition: 'sold', ...tags } });
  bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
  await bench.pass(4000);
  await alice.request('call.complete', { sessionId });
  await bench.rest();
}
