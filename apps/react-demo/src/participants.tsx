import type { ActiveCall, Party } from '@callstation/core/model';
import type { CallHandle } from '@callstation/react';
import { UserMinus } from 'lucide-react';
import { useId } from 'react';

import { nameOf, partyName } from './peer-name.ts';
import { Side } from './side.tsx';
import { type BarButton, VerbBar } from './verb-bar.tsx';
import { VerbButton } from './verb-button.tsx';

const STATES: Record<Party['state'], string> = {
  ringing: 'Is being called',
  joined: 'In the call',
  held: 'On hold',
};

/** Completing is the consult's business while there is one. */
const buttonsOf = ({ consult }: ActiveCall): BarButton[] => [
  ['takeBack', 'Take back'],
  ...(consult.state === 'none' ? [['completeTransfer', 'Complete transfer'] satisfies BarButton] : []),
  ['leave', 'Leave'],
];

/** A call of three or more: who is in it, and how one of them goes. */
export function Participants({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  if (call?.phase !== 'active' || call.others.length === 0) return null;
  return (
    <section className="panel" aria-label="Participants">
      <h3>{call.role === 'supervisor' ? 'The call' : `${call.others.length + 2} in this call`}</h3>
      <ul className="sides">
        <Side name={nameOf(call)} state={call.hold === 'none' ? STATES[call.peer.state] : STATES.held} here />
        {call.others.map((party) => (
          <Participant key={party.id} handle={handle} party={party} />
        ))}
      </ul>
      {call.others.some(({ role }) => role !== 'supervisor') && call.role !== 'supervisor' && (
        <VerbBar handle={handle} name="Participants controls" buttons={buttonsOf(call)} />
      )}
    </section>
  );
}

function Participant({ handle, party }: { handle: CallHandle; party: Party }) {
  const id = useId();
  return (
    <Side
      id={id}
      name={partyName(party)}
      state={party.role === 'supervisor' ? 'Supervisor, in the call' : STATES[party.state]}
      here={party.state === 'joined'}
    >
      {party.role !== 'supervisor' && handle.call?.role !== 'supervisor' && (
        <VerbButton
          handle={handle}
          verb="removeParticipant"
          label="Remove"
          icon={<UserMinus aria-hidden />}
          describedBy={id}
          onPress={() => handle.removeParticipant(party.id)}
        />
      )}
    </Side>
  );
}
