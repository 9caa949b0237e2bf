import { useCall } from '@callstation/react';
import { detailOf, nameOf, stateOf } from 'demo-kit';
import { Ear, PhoneIncoming, PhoneOutgoing } from 'lucide-react';

import { Avatar } from './avatar.tsx';
import { CallControls } from './call-controls.tsx';
import { CallNotice } from './call-notice.tsx';
import { CallTimer } from './call-timer.tsx';
import { More } from './more.tsx';
import { Participants } from './participants.tsx';
import { RecordPop } from './record-pop.tsx';
import { RecordingDot } from './recording-dot.tsx';
import { SecondParty } from './second-party.tsx';
import { SoundPlace } from './sound-place.tsx';
import { WhoHears } from './who-hears.tsx';

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
            <Direction aria-hidden /> {detailOf(call)}
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
      {call.role !== 'supervisor' && <RecordPop call={call} />}
      <SecondParty handle={handle} />
      <Participants handle={handle} />
      {call.role !== 'supervisor' && <More handle={handle} />}
    </article>
  );
}
