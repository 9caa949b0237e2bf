import { currentCall } from '@callstation/core/facade';

import { extStateOf, modeOf, numberOf, stateOf } from './agent-state.ts';
import { advancedStatusOf, agentInfo, callTypeOf, customerOf, directionOf } from './call-data.ts';
import type { Desk } from './desk.ts';

/** `Data` of `GetState`: the agent, their phone, and the call they are in, if any. */
export function stateData({ seat, settings }: Desk): Record<string, unknown> {
  const snapshot = seat.getSnapshot();
  const { agent } = snapshot;
  const call = agent ? currentCall(snapshot) : null;
  const shown = agent ? stateOf(agent, settings.choices) : { state: 'offline', sub: '0' };
  const customer = call ? customerOf(call) : undefined;
  return {
    AdvancedCallStatus: call ? advancedStatusOf(call, settings.choices) : undefined,
    AgentInfo: call && agent ? agentInfo(agent, call) : undefined,
    CallDirection: call ? directionOf(call) : '',
    CallID: call?.id ?? '',
    CallId: call?.id ?? '',
    CallType: call && agent ? callTypeOf(call, agent, settings.choices) : undefined,
    CurContact: agent ? numberOf(agent) : '',
    CurExtState: extStateOf(snapshot),
    CurMode: agent ? modeOf(agent) : 'webrtc',
    CurState: shown.state,
    CurSubStateId: shown.sub === '0' ? '' : shown.sub,
    CustomerInfo: customer,
    DestNumber: customer?.Number ?? '',
    DestNumberLoc: customer?.City ?? '',
    Payload: call?.context.bizId === undefined ? null : { BizId: call.context.bizId },
    SpNumber: agent?.callerNumber ?? '',
    StartTime: agent ? new Date(call?.createdAt ?? agent.since).toISOString() : '',
    UserData: call?.context.userData ?? '',
  };
}
