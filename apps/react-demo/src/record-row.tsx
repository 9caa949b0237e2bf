import type { Id } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { type CallEntry, kindOf, minutesOf, missText, momentOf, partyName } from 'demo-kit';
import { Ear, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';

import { Player } from './player.tsx';

const { endReasons } = words('en');

const ICONS = { Supervised: Ear, Missed: PhoneMissed, Incoming: PhoneIncoming, Outgoing: PhoneOutgoing } as const;

interface RecordRowProps {
  agent: Id;
  call: CallEntry;
  /** What dispositions are called. */
  dispositions: ReadonlyMap<Id, string>;
  mayPlay: boolean;
}

/** One call: who, when, how long, how it ended, what was noted, and its recordings. */
export function RecordRow({ agent, call, dispositions, mayPlay }: RecordRowProps) {
  const { peer, answeredAt, endedAt, end, talkMs, holdMs, annotation, missed, recordings, agentName } = call;
  const kind = kindOf(call);
  const Icon = ICONS[kind];
  const name = partyName(peer);
  const why = missText(missed, end);
  const { disposition, note } = annotation ?? {};
  return (
    <li className="row record" data-end={end?.reason} data-record={call.id}>
      <span className="record-kind" title={kind}>
        <Icon aria-hidden />
        <span className="unseen">{kind}</span>
      </span>
      <span className="row-text">
        <strong>{name}</strong>
        {agentName !== undefined && <small>With {agentName}</small>}
        <small>
          {answeredAt !== null && `${minutesOf(talkMs + holdMs)} · `}
          {end && endReasons[end.reason]}
        </small>
        {why !== null && <small className="missed">{why}</small>}
        {disposition !== undefined && disposition !== '' && (
          <small className="disposition">{dispositions.get(disposition) ?? disposition}</small>
        )}
        {note !== undefined && note !== '' && <small className="record-note">{note}</small>}
      </span>
      <time dateTime={new Date(endedAt).toISOString()}>{momentOf(endedAt)}</time>
      {(mayPlay ? recordings : []).map((recording) => (
        <Player key={recording.id} agent={agent} recording={recording} name={name} />
      ))}
    </li>
  );
}
