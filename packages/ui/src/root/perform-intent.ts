import { CallstationError, type Workstation } from '@callstation/core';

import type { AgentIntent, CallIntent, DeviceIntent, Intent, SessionIntent } from '../base/intents.ts';

/** Does what an element asked for: the only place of this package that commands a workstation. */
export function performIntent(workstation: Workstation, intent: Intent): Promise<unknown> {
  switch (intent.scope) {
    case 'call':
      return ofCall(workstation, intent);
    case 'agent':
      return ofAgent(workstation, intent);
    case 'session':
      return ofSession(workstation, intent);
    case 'devices':
      return ofDevices(workstation, intent);
    case 'seat':
      return workstation.connect();
    case 'chat':
      return Promise.reject(new CallstationError('notSupported'));
  }
}

function ofCall({ calls }: Workstation, intent: CallIntent): Promise<void> {
  switch (intent.verb) {
    case 'answer':
      return calls.answer(intent.id, intent.video === undefined ? {} : { video: intent.video });
    case 'sendDigits':
      return calls.sendDigits(intent.id, intent.digits);
    case 'transfer':
    case 'consult':
    case 'conference':
      return calls[intent.verb](intent.id, { to: intent.to });
    case 'removeParticipant':
      return calls.removeParticipant(intent.id, intent.participant);
    default:
      return calls[intent.verb](intent.id);
  }
}

function ofAgent({ agent, calls, supervisor }: Workstation, intent: AgentIntent): Promise<unknown> {
  switch (intent.verb) {
    case 'setStatus':
      return agent.setStatus(intent.status);
    case 'extendWrapUp':
      return agent.extendWrapUp(intent.ms);
    case 'endWrapUp':
      return agent.endWrapUp();
    case 'setPhone':
      return agent.setPhone(intent.phone);
    case 'setCallerNumber':
      return agent.setCallerNumber(intent.choice, intent.owner ? { owner: intent.owner } : {});
    case 'dial': {
      const { scope: _scope, verb: _verb, ...request } = intent;
      return calls.dial(request);
    }
    case 'dialAgent': {
      const { scope: _scope, verb: _verb, ...request } = intent;
      return calls.dialAgent(request);
    }
    case 'listen':
      return supervisor.listen({ agent: intent.agent, session: intent.session });
    case 'whisper':
    case 'barge':
    case 'intercept':
    case 'stop':
      return supervisor[intent.verb](intent.id);
    case 'setAgentStatus':
      return supervisor.setStatus(intent.agent, intent.status);
    case 'logoutAgent':
      return supervisor.logout(intent.agent);
  }
}

function ofSession({ calls, sessions }: Workstation, intent: SessionIntent): Promise<void> {
  return intent.verb === 'annotate'
    ? sessions.annotate(intent.id, intent.annotation)
    : calls.setContext(intent.id, intent.context);
}

function ofDevices({ devices }: Workstation, intent: DeviceIntent): Promise<void> {
  return intent.verb === 'select' ? devices.select(intent.choice) : devices.unlock();
}
