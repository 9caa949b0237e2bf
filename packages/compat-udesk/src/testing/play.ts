import {
  callCommand,
  offeredCall,
  outgoingCall,
  type CallEvent,
  type CallSnapshot,
  type Party,
  type SessionContext,
} from '@callstation/core/model';
import { T0 } from '@callstation/testkit';

import type { Bench, Played } from './bench.ts';
import { PAGE } from './bench.ts';

const customer = (id: string, number: string, location: string): Party => ({
  id: `${id}-customer`,
  role: 'customer',
  state: 'ringing',
  number,
  location,
});

/** The centre's number of a call that is not about another one. */
const OURS = { displayNumber: '+4930100', displayLocation: 'Berlin' };

/** A customer's call that rings. */
export const incoming = (
  id: string,
  context: Partial<SessionContext> = {},
  from = ['+493012345', 'Berlin'],
): CallSnapshot =>
  withContext(
    offeredCall({
      id,
      engagementId: `${id}-e`,
      kind: 'phone',
      peer: customer(id, from[0] ?? '', from[1] ?? ''),
      at: T0,
      deadline: T0 + 20_000,
    }),
    { flow: 'in', ...OURS, ...context },
  );

/** A call that is dialled. */
export const outgoing = (id: string, context: Partial<SessionContext> = {}, to = ['10001', 'Hamburg']): CallSnapshot =>
  withContext(
    outgoingCall({
      id,
      engagementId: `${id}-e`,
      kind: 'phone',
      peer: customer(id, to[0] ?? '', to[1] ?? ''),
      at: T0,
      page: PAGE,
    }),
    { flow: 'out', ...OURS, ...context },
  );

const withContext = (call: CallSnapshot, context: SessionContext): CallSnapshot => ({ ...call, context });

const BOB: Party = { id: 'bob-party', role: 'agent', state: 'joined', agentId: 'bob' };
const FLOWING: CallEvent = { type: 'leg', leg: { state: 'flowing', at: { page: PAGE } } };

/** What commands and the far end do to a call. */
export const did = {
  answered: [callCommand('answer', {}, PAGE), FLOWING],
  held: [callCommand('hold', {}), { type: 'held' }],
  resumed: [callCommand('resume', {}), { type: 'resumed' }],
  muted: [callCommand('mute', {}), { type: 'muted' }],
  asked: [
    callCommand('consult', { to: { agent: 'bob' } }),
    { type: 'held' },
    { type: 'consult', consult: { state: 'active', mode: 'consult', to: { agent: 'bob' }, party: BOB } },
  ],
  swapped: [callCommand('swap', {}), { type: 'resumed' }, callCommand('swap', {}), { type: 'held' }],
  back: [{ type: 'consult', consult: { state: 'none' } }, { type: 'resumed' }],
  three: [{ type: 'others', others: [BOB] }],
  two: [{ type: 'others', others: [] }],
  hungUp: [{ type: 'ended', end: { reason: 'remoteHangup', by: 'peer' } }],
  transferred: [{ type: 'ended', end: { reason: 'transferred', by: 'agent' } }],
  unanswered: [{ type: 'ended', end: { reason: 'noAnswer', by: 'timer' } }],
  gaveUp: [{ type: 'ended', end: { reason: 'remoteCancel', by: 'peer' } }],
  rang: [{ type: 'peerRinging' }],
  picked: [{ type: 'peerAnswered' }],
} as const satisfies Record<string, readonly CallEvent[]>;

/** One thing that happens at a desk, and the call events it is documented to bring, in order. */
export interface Story {
  name: string;
  run(bench: Bench): void;
  calls: readonly string[];
}

const take = (call: Played, ...steps: (keyof typeof did)[]): void => {
  for (const step of steps) call.step(...did[step]);
};

/** The documented sequences, and what else there is. */
export const STORIES: readonly Story[] = [
  {
    name: 'a call comes in and is answered',
    run: (bench) =>
      take(
        bench.play(
          incoming('in-1', {
            skillGroup: { id: 'support', name: 'Support' },
            displayNumber: '+4940100',
            displayLocation: 'Hamburg',
          }),
        ),
        'answered',
        'hungUp',
      ),
    calls: ['Delivered', 'Established', 'ConnectionCleared'],
  },
  {
    name: 'a caller gives up',
    run: (bench) =>
      take(
        bench.play(
          incoming('in-2', { displayNumber: '+4930101', displayLocation: 'Berlin' }, ['+8613800138000', 'Beijing']),
        ),
        'gaveUp',
      ),
    calls: ['Delivered', 'ConnectionCleared'],
  },
  {
    name: 'a call leaves the list without an end',
    run(bench) {
      const { id } = bench.play(incoming('in-6'));
      bench.tell({ type: 'removed', id, cause: 'sessionRemoved' });
    },
    calls: ['Delivered', 'ConnectionCleared'],
  },
  {
    name: 'a call is made and answered',
    run: (bench) => take(bench.play(outgoing('out-1', { displayNumber: '+864001000100' })), 'rang', 'picked', 'hungUp'),
    calls: ['Originated', 'Established', 'ConnectionCleared'],
  },
  {
    name: 'a call is made and not answered',
    run: (bench) => take(bench.play(outgoing('out-2', {}, ['10003', 'Munich'])), 'rang', 'unanswered'),
    calls: ['Originated', 'ConnectionCleared'],
  },
  {
    name: 'a call is refused before it rings',
    run: (bench) => take(bench.play(outgoing('out-3')), 'unanswered'),
    calls: ['Originated', 'ConnectionCleared'],
  },
  {
    name: 'the agent’s phone is called first',
    run(bench) {
      bench.be({ phone: { mode: 'mobile', number: '+491701' }, phoneLocation: 'Germany' });
      take(bench.play(outgoing('out-4', { flow: 'out' })), 'rang', 'picked', 'hungUp');
      bench.be({ phone: { mode: 'page' } });
    },
    calls: ['Originated', 'Established', 'ConnectionCleared'],
  },
  {
    name: 'the centre calls by itself',
    run: (bench) => take(bench.play(outgoing('auto-1', { flow: 'auto' })), 'rang', 'picked', 'hungUp'),
    calls: ['Originated', 'Established', 'ConnectionCleared'],
  },
  {
    name: 'hold and resume',
    run: (bench) => take(bench.play(incoming('in-3')), 'answered', 'held', 'resumed', 'hungUp'),
    calls: ['Delivered', 'Established', 'Held', 'Retrieved', 'ConnectionCleared'],
  },
  {
    name: 'somebody is asked, joins, and is sent away',
    run: (bench) => take(bench.play(incoming('in-4')), 'answered', 'asked', 'back', 'three', 'two', 'hungUp'),
    calls: ['Delivered', 'Established', 'Held', 'Retrieved', 'Conferenced', 'ConnectionCleared'],
  },
  {
    name: 'somebody is asked and gets the customer',
    run: (bench) => take(bench.play(incoming('in-5')), 'answered', 'asked', 'swapped', 'transferred'),
    calls: ['Delivered', 'Established', 'Held', 'Retrieved', 'Held', 'Transferred', 'ConnectionCleared'],
  },
];

/** What an agent does without a call. */
export function changeStates(bench: Bench): void {
  bench.be({ status: 'not-ready', why: 'agent', wanted: { status: 'not-ready' } });
  bench.be({ status: 'break', reason: 'lunch', breakCode: 101, wanted: { status: 'break', reason: 'lunch' } });
  bench.be({ status: 'idle', wanted: { status: 'idle' } });
  bench.be({ status: 'wrap-up', deadline: T0 + 30_000 });
  bench.be({ status: 'idle', reach: 'none' });
  bench.be({ reach: 'page', phone: { mode: 'mobile', number: '+491701' } });
  bench.be({ phone: { mode: 'phone', number: '9001' }, reach: 'none' });
  bench.be({ phone: { mode: 'page' }, reach: 'page' });
}
