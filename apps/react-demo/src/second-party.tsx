import type { CallHandle } from '@callstation/react';
import { CONSULT_BUTTONS, CONSULT_TITLES, nameOf, sidesOf, TALKING, targetName } from 'demo-kit';

import { Side } from './side.tsx';
import { VerbBar } from './verb-bar.tsx';

/** While somebody is asked, called in, or given the call: who is on which side, and how it goes on. */
export function SecondParty({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  if (call?.phase !== 'active' || call.consult.state === 'none') return null;
  const { consult } = call;
  const sides = sidesOf(call, consult);
  return (
    <section className="panel" aria-label={CONSULT_TITLES[consult.mode]}>
      <h3>{CONSULT_TITLES[consult.mode]}</h3>
      <ul className="sides" aria-live="polite">
        <Side name={nameOf(call)} state={sides.customer} here={sides.customer === TALKING} />
        <Side name={targetName(consult.to, consult.party)} state={sides.second} here={sides.second === TALKING} />
      </ul>
      <VerbBar
        handle={handle}
        name={`${CONSULT_TITLES[consult.mode]} controls`}
        buttons={CONSULT_BUTTONS[consult.mode]}
      />
    </section>
  );
}
