import type { ActiveCall, CallVerb, Consult, Party } from '@callstation/core/model';

type UnderWay = Exclude<Consult, { state: 'none' }>;

/** Verbs that need nothing but a press. */
export type BarVerb = Extract<CallVerb, 'swap' | 'merge' | 'completeTransfer' | 'cancelConsult' | 'takeBack' | 'leave'>;
/** A verb and what its button is called here. */
export type BarButton = readonly [verb: BarVerb, label: string];

/** What the panel of a second party is called. */
export const CONSULT_TITLES: Readonly<Record<UnderWay['mode'], string>> = {
  consult: 'Consult',
  transfer: 'Transfer under way',
  conference: 'Adding to the call',
};

/** How it goes on with a second party. */
export const CONSULT_BUTTONS: Readonly<Record<UnderWay['mode'], readonly BarButton[]>> = {
  consult: [
    ['swap', 'Swap'],
    ['completeTransfer', 'Complete transfer'],
    ['merge', 'Merge'],
    ['cancelConsult', 'Cancel consult'],
  ],
  transfer: [['takeBack', 'Take back']],
  conference: [['cancelConsult', 'Cancel']],
};

/** Of who is heard now. */
export const TALKING = 'Talking with you';
const WAITING = 'Waits, hears music';

/** How the customer and who is brought in are in the call. */
export function sidesOf({ hold }: ActiveCall, { mode, state, to }: UnderWay): { customer: string; second: string } {
  if ('ivr' in to) return { customer: 'Chooses in the menu', second: 'Speaks to the customer' };
  if (mode === 'conference') return { customer: TALKING, second: state === 'dialing' ? 'Is being called' : 'Joins' };
  if (state === 'dialing') return { customer: WAITING, second: 'Is being called' };
  if (state === 'completing') return { customer: 'Is being connected', second: 'Is being connected' };
  return hold === 'none' ? { customer: TALKING, second: WAITING } : { customer: WAITING, second: TALKING };
}

/** How somebody is in a call of three or more. */
export const PARTY_STATES: Readonly<Record<Party['state'], string>> = {
  ringing: 'Is being called',
  joined: 'In the call',
  held: 'On hold',
};

/** Completing is the consult's business while there is one. */
export const participantButtons = ({ consult }: ActiveCall): BarButton[] => [
  ['takeBack', 'Take back'],
  ...(consult.state === 'none' ? [['completeTransfer', 'Complete transfer'] satisfies BarButton] : []),
  ['leave', 'Leave'],
];
