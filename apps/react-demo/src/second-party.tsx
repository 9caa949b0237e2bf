import type { ActiveCall, Consult } from '@callstation/core/model';
import type { CallHandle } from '@callstation/react';

import { nameOf, targetName } from './peer-name.ts';
import { Side } from './side.tsx';
import { type BarButton, VerbBar } from './verb-bar.tsx';

type UnderWay = Exclude<Consult, { state: 'none' }>;

const TITLES: Record<UnderWay['mode'], string> = {
  consult: 'Consult',
  transfer: 'Transfer under way',
  conference: 'Adding to the call',
};

const BUTTONS: Record<UnderWay['mode'], readonly BarButton[]> = {
  consult: [
    ['swap', 'Swap'],
    ['completeTransfer', 'Complete transfer'],
    ['merge', 'Merge'],
    ['cancelConsult', 'Cancel consult'],
  ],
  transfer: [['takeBack', 'Take back']],
  conference: [['cancelConsult', 'Cancel']],
};

const TALKING = 'Talking with you';
const WAITING = 'Waits, hears music';

/** How the customer and who is brought in are in the call. */
function sidesOf({ hold }: ActiveCall, { mode, state, to }: UnderWay): { customer: string; second: string } {
  if ('ivr' in to) return { customer: 'Chooses in the menu', second: 'Speaks to the customer' };
  if (mode === 'conference') return { customer: TALKING, second: state === 'dialing' ? 'Is being called' : 'Joins' };
  if (state === 'dialing') return { customer: WAITING, second: 'Is being called' };
  if (state === 'completing') return { customer: 'Is being connected', second: 'Is being connected' };
  return hold === 'none' ? { customer: TALKING, second: WAITING } : { customer: WAITING, second: TALKING };
}

/** While somebody is asked, called in, or given the call: who is on which side, and how it goes on. */
export function SecondParty({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  if (call?.phase !== 'active' || call.consult.state === 'none') return null;
  const { consult } = call;
  const sides = sidesOf(call, consult);
  return (
    <section className="panel" aria-label={TITLES[consult.mode]}>
      <h3>{TITLES[consult.mode]}</h3>
      <ul className="sides" aria-live="polite">
        <Side name={nameOf(call)} state={sides.customer} here={sides.customer === TALKING} />
        <Side name={targetName(consult.to, consult.party)} state={sides.second} here={sides.second === TALKING} />
      </ul>
      <VerbBar handle={handle} name={`${TITLES[consult.mode]} controls`} buttons={BUTTONS[consult.mode]} />
    </section>
  );
}
