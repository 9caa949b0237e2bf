import type { Party } from '@callstation/core/model';
import type { CallHandle } from '@callstation/react';
import { nameOf, participantButtons, PARTY_STATES, partyName } from 'demo-kit';
import { UserMinus } from 'lucide-react';
import { useId } from 'react';

import { Side } from './side.tsx';
import { VerbBar } from './verb-bar.tsx';
import { VerbButton } from './verb-button.tsx';

/** A call of three or more: who is in it, and how one of them goes. */
export function Participants({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  if (call?.phase !== 'active' || call.others.length === 0) return null;
  return (
    <section className="panel" aria-label="Participants">
      <h3>{call.role === 'supervisor' ? 'The call' : `${call.others.length + 2} in this call`}</h3>
      <ul className="sides">
        <Side
          name={nameOf(call)}
          state={call.hold === 'none' ? PARTY_STATES[call.peer.state] : PARTY_STATES.held}
          here
        />
        {call.others.map((party) => (
          <Participant key={party.id} handle={handle} party={party} />
        ))}
      </ul>
      {call.others.some(({ role }) => role !== 'supervisor') && call.role !== 'supervisor' && (
        <VerbBar handle={handle} name="Participants controls" buttons={participantButtons(call)} />
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
      state={party.role === 'supervisor' ? 'Supervisor, in the call' : PARTY_STATES[party.state]}
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
