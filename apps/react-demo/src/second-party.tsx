import type { ActiveCall, Consult } from '@callstation/core/model';
import type { CallHandle } from '@callstation/react';
import { ArrowLeftRight, Check, Merge, Undo2, X } from 'lucide-react';

import { nameOf, targetName } from './peer-name.ts';
import { Side } from './side.tsx';
import { VerbButton } from './verb-button.tsx';

type UnderWay = Exclude<Consult, { state: 'none' }>;

const TITLES: Record<UnderWay['mode'], string> = {
  consult: 'Consult',
  transfer: 'Transfer under way',
  conference: 'Adding to the call',
};

const TALKING = 'Talking with you';
const WAITING = 'Waits, hears music';

/** How the customer and who is brought in are in the call. */
function sidesOf({ hold }: ActiveCall, { mode, state }: UnderWay): { customer: string; second: string } {
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
      <div className="call-bar" role="group" aria-label={`${TITLES[consult.mode]} controls`}>
        {consult.mode === 'consult' && <ConsultControls handle={handle} />}
        {consult.mode === 'transfer' && (
          <VerbButton
            handle={handle}
            verb="takeBack"
            label="Take back"
            icon={<Undo2 aria-hidden />}
            onPress={() => handle.takeBack()}
          />
        )}
        {consult.mode === 'conference' && (
          <VerbButton
            handle={handle}
            verb="cancelConsult"
            label="Cancel"
            icon={<X aria-hidden />}
            onPress={() => handle.cancelConsult()}
          />
        )}
      </div>
    </section>
  );
}

function ConsultControls({ handle }: { handle: CallHandle }) {
  return (
    <>
      <VerbButton
        handle={handle}
        verb="swap"
        label="Swap"
        icon={<ArrowLeftRight aria-hidden />}
        onPress={() => handle.swap()}
      />
      <VerbButton
        handle={handle}
        verb="completeTransfer"
        label="Complete transfer"
        icon={<Check aria-hidden />}
        onPress={() => handle.completeTransfer()}
      />
      <VerbButton
        handle={handle}
        verb="merge"
        label="Merge"
        icon={<Merge aria-hidden />}
        onPress={() => handle.merge()}
      />
      <VerbButton
        handle={handle}
        verb="cancelConsult"
        label="Cancel consult"
        icon={<X aria-hidden />}
        onPress={() => handle.cancelConsult()}
      />
    </>
  );
}
