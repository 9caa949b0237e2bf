import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useCall } from '@callstation/react';
import { Ear, PhoneIncoming, PhoneOutgoing } from 'lucide-react';

import { Avatar } from './avatar.tsx';
import { CallControls } from './call-controls.tsx';
import { CallNotice } from './call-notice.tsx';
import { CallTimer } from './call-timer.tsx';
import { More } from './more.tsx';
import { Participants } from './participants.tsx';
import { nameOf, partyName } from './peer-name.ts';
import { RecordingDot } from './recording-dot.tsx';
import { SecondParty } from './second-party.tsx';
import { SoundPlace } from './sound-place.tsx';
import { SUPERVISING, WhoHears } from './who-hears.tsx';

const text = words('en');
/** One session: who, what state, since when, and what can be done. */
export function CallCard({ id }: { id: string }) {
  const handle = useCall(id);
  const { call } = handle;
  if (!call) return null;
  const name = nameOf(call);
  const incoming = call.direction === 'in' ? PhoneIncoming : PhoneOutgoing;
  const Direction = call.role === 'supervisor' ? Ear : incoming;
  return (
    <article
      className="card call-card"
      tabIndex={-1}
      aria-label={`Call with ${name}`}
      data-session-id={call.id}
      data-phase={call.phase}
      data-hold={call.phase === 'active' ? call.hold : 'none'}
      data-mute={call.phase === 'active' ? call.mute : 'off'}
      data-consult={call.phase === 'active' ? call.consult.state : 'none'}
      data-supervises={call.supervises?.mode ?? 'none'}
      data-others={call.phase === 'active' ? call.others.length : 0}
    >
      <div className="call-who">
        <Avatar name={name} large />
        <div>
          <h2>{name}</h2>
          <p>
            <Direction aria-hidden /> {detailOf(call, name)}
          </p>
        </div>
        <div className="call-state">
          <span className="phase" role="status">
            {stateOf(call)}
          </span>
          <CallTimer call={call} />
          <RecordingDot call={call} />
        </div>
      </div>
      <CallNotice call={call} />
      <WhoHears call={call} />
      <SoundPlace handle={handle} />
      <CallControls handle={handle} />
      <SecondParty handle={handle} />
      <Participants handle={handle} />
      {call.role !== 'supervisor' && <More handle={handle} />}
    </article>
  );
}

/** The number, or where the call came in when the number is all there is of a name. */
function detailOf(call: CallSnapshot, name: string): string {
  if (call.role === 'supervisor') return withWhom(call);
  const detail = call.peer.number ?? call.peer.agentId ?? 'Unknown number';
  if (detail !== name) return detail;
  return call.context.skillGroup?.name ?? (call.direction === 'in' ? 'Incoming' : 'Outgoing');
}

/** Of a colleague's call: the customer. */
function withWhom(call: CallSnapshot): string {
  const others = call.phase === 'active' ? call.others.filter(({ role }) => role === 'customer') : [];
  return others.length === 0 ? 'A colleague’s call' : `In a call with ${others.map(partyName).join(', ')}`;
}

function stateOf(call: CallSnapshot): string {
  if (call.phase === 'ended') return text.endReasons[call.end.reason];
  if (call.phase === 'active' && call.hold !== 'none') return 'On hold';
  if (call.phase === 'active' && call.mute === 'on') return 'Muted';
  if (call.phase === 'active' && call.supervises) return SUPERVISING[call.supervises.mode];
  return text.callPhases[call.phase];
}
