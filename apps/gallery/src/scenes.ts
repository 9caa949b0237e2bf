import type { CsElements } from '@callstation/ui';

import { BOARD, RECORDS } from './board.ts';
import { ago, BOB, chatting, INES, over, ringing, talking } from './calls.ts';
import type { SeatFacts } from './open-seat.ts';

type Tag = Exclude<keyof CsElements, 'cs-workstation' | 'cs-float-button'>;

/** One element in one state. */
export interface Scene extends SeatFacts {
  readonly state: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: object;
  /** For an element without a surface of its own. */
  readonly boxed?: boolean;
}

const CONSULT = { state: 'active', mode: 'consult', to: { agent: 'bob' }, party: BOB } as const;
const CAROL = { ...BOB, id: 'p-carol', agentId: 'carol', name: 'Carol Diaz' };
const afterCall = { status: 'wrap-up', deadline: ago(-0.5), wrapUp: { deadline: ago(-0.5) } } as const;
const supervised = (page: string) => [
  talking(page, { role: 'supervisor', peer: BOB, others: [INES], supervises: { session: 's7', mode: 'whisper' } }),
];

/** Every element, with the states worth looking at. */
export const SCENES: Readonly<Record<Tag, readonly Scene[]>> = {
  'cs-workbench': [
    {
      state: 'In a call, another one on hold',
      sessions: (page) => [talking(page, { hold: 'held' }), talking(page, { peer: CAROL, recording: 'on' }, 's2')],
      properties: { records: RECORDS },
      board: BOARD,
    },
    { state: 'Between calls', properties: { records: RECORDS }, board: BOARD },
  ],
  'cs-call-bar': [
    { state: 'Between calls' },
    { state: 'It rings', sessions: () => [ringing()] },
    { state: 'In a call that is recorded', sessions: (page) => [talking(page, { recording: 'on' })] },
    { state: 'Asking a colleague', sessions: (page) => [talking(page, { hold: 'held', consult: CONSULT })] },
    { state: 'After the call', agent: afterCall },
  ],
  'cs-incoming-call': [{ state: 'From a queue', attributes: { inline: '' }, sessions: () => [ringing()] }],
  'cs-call-card': [
    { state: 'No call' },
    { state: 'In a call', sessions: (page) => [talking(page, { mute: 'on' })] },
    { state: 'Asking a colleague', sessions: (page) => [talking(page, { hold: 'held', consult: CONSULT })] },
    { state: 'Three in the call', sessions: (page) => [talking(page, { others: [BOB, CAROL] })] },
    { state: 'A supervisor whispers', sessions: supervised },
    { state: 'After the call', sessions: (page) => [over(page)] },
  ],
  'cs-call-controls': [{ state: 'In a call', boxed: true, sessions: (page) => [talking(page)] }],
  'cs-dial-pad': [
    { state: 'With colleagues', boxed: true, attributes: { colleagues: '' } },
    { state: 'In a call: digits', boxed: true, sessions: (page) => [talking(page)] },
  ],
  'cs-transfer-panel': [{ state: 'Transfer', boxed: true, sessions: (page) => [talking(page)] }],
  'cs-agent-status': [
    { state: 'Ready', boxed: true },
    { state: 'On a break', boxed: true, agent: { status: 'break', reason: 'lunch' } },
    {
      ...{ state: 'In a call, a break afterwards', boxed: true },
      agent: { status: 'busy', wanted: { status: 'break', reason: 'lunch' } },
    },
    { state: 'After a call', boxed: true, agent: afterCall },
  ],
  'cs-session-list': [
    {
      ...{ state: 'Three at once', boxed: true },
      sessions: (page) => [talking(page, { hold: 'held' }), ringing('s2', { ...INES, name: 'Ada Osei' }), chatting()],
    },
    { state: 'Nothing', boxed: true },
  ],
  'cs-notes': [
    { state: 'In a call', sessions: (page) => [talking(page, { annotation: { note: 'Wants the blue one.' } })] },
    {
      ...{ state: 'A disposition is needed', agent: afterCall },
      sessions: (page) => [over(page, { wrapUp: { deadline: ago(-0.5), requires: 'disposition' } })],
    },
    { state: 'No call' },
  ],
  'cs-call-log': [
    { state: 'Records of the page', boxed: true, properties: { records: RECORDS } },
    { state: 'None yet', boxed: true },
  ],
  'cs-supervisor-board': [{ state: 'Whispering to Bob', board: BOARD, sessions: supervised }],
  'cs-device-picker': [{ state: 'Devices' }],
  'cs-device-check': [{ state: 'Before the check', attributes: { 'echo-number': '10001' } }],
};

/** Those that are shown one below the other. */
export const WIDE: ReadonlySet<string> = new Set<Tag>(['cs-workbench', 'cs-call-bar', 'cs-supervisor-board']);
