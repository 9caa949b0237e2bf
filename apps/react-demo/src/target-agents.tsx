import { isReachable, type Verdict } from '@callstation/core/model';
import { useAgent, useDirectory } from '@callstation/react';
import { explain, presenceOf } from 'demo-kit';
import { RefreshCw } from 'lucide-react';

import { Avatar } from './avatar.tsx';
import type { TargetChoice } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

const UNREACHABLE: Verdict = { allowed: false, reason: 'unreachable' };

/** The colleagues who are not in the call yet, with what they are doing. */
export function TargetAgents({ choice }: { choice: TargetChoice }) {
  const { handle, verb, title, choose } = choice;
  const me = useAgent();
  const { data, error, refresh } = useDirectory((directory) => directory.agents());
  const { call } = handle;
  const inCall = [
    me?.id,
    call?.peer.agentId,
    ...(call?.phase === 'active' ? call.others : []).map((one) => one.agentId),
  ];
  const colleagues = (data ?? []).filter(({ id }) => !inCall.includes(id));
  return (
    <>
      <div className="picker-head">
        <h3>Colleagues</h3>
        <button type="button" className="icon-button" aria-label="Refresh" title="Refresh" onClick={refresh}>
          <RefreshCw aria-hidden />
        </button>
      </div>
      {error && <p className="field-problem">{explain(error)}</p>}
      {data && colleagues.length === 0 && <p className="quiet">Nobody else is there.</p>}
      <ul className="rows">
        {colleagues.map(({ id, name, status, reach }) => (
          <li key={id}>
            <VerdictButton
              verdict={isReachable({ status, reach }) ? handle.actions[verb] : UNREACHABLE}
              className="row choice"
              aria-label={`${title} ${name}`}
              onClick={() => choose({ agent: id })}
            >
              <Avatar name={name} />
              <span className="row-text">
                <strong>{name}</strong>
              </span>
              <span className="status-pill" data-status={status}>
                {presenceOf(status, reach)}
              </span>
            </VerdictButton>
          </li>
        ))}
      </ul>
    </>
  );
}
