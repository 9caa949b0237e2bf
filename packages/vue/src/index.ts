export { createWorkstationPlugin } from './plugin.ts';
export {
  WorkstationProvider,
  type WorkstationProviderComponent,
  type WorkstationProviderProps,
} from './workstation-provider.ts';
export { useWorkstation } from './use-workstation.ts';
export { useSelector } from './use-selector.ts';
export { useCall, type CallHandle } from './use-call.ts';
export { useCalls } from './use-calls.ts';
export { useAgent } from './use-agent.ts';
export { useAgentActions } from './use-agent-actions.ts';
export { useSupervisorActions } from './use-supervisor-actions.ts';
export { useBoard, type BoardHandle } from './use-board.ts';
export { useDirectory, type DirectoryAnswer } from './use-directory.ts';
export { useConnection } from './use-connection.ts';
export { useDevices, type DevicesHandle } from './use-devices.ts';
export { useChat } from './use-chat.ts';
export { useAudioLevel } from './use-audio-level.ts';
export { useWorkstationEvent } from './use-workstation-event.ts';
