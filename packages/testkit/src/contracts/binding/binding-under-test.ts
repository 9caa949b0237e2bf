import type {
  AgentActionMap,
  AgentSnapshot,
  Board,
  BoundCall,
  CallSnapshot,
  CallstationError,
  CallVerb,
  ChatSnapshot,
  DeviceChoice,
  Directory,
  Levels,
  MediaDevice,
  PageFacts,
  SupervisorActionMap,
  SupervisorTarget,
  Verdict,
  Workstation,
  WorkstationEventMap,
  WorkstationSnapshot,
} from '@callstation/core';

/** Gives the value as it is now. */
type Read<T> = () => T;

/** The hooks of a binding in one form: called where the framework sets a component up, read when it renders. */
export interface BindingHooks {
  useWorkstation(): Read<Workstation>;
  useSelector<T>(select: (snapshot: WorkstationSnapshot) => T): Read<T>;
  useCall(
    id?: Read<string>,
  ): Read<BoundCall & { call: CallSnapshot | null; actions: Readonly<Record<CallVerb, Verdict>> }>;
  useCalls(): Read<readonly CallSnapshot[]>;
  useAgent(): Read<AgentSnapshot | null>;
  useAgentActions(): Read<AgentActionMap>;
  useSupervisorActions(target: Read<SupervisorTarget>): Read<SupervisorActionMap>;
  useBoard(): Read<{ board: Board | null; error: CallstationError | null }>;
  useDirectory<T>(
    ask: (directory: Directory) => Promise<T>,
  ): Read<{ data: T | null; error: CallstationError | null; refresh: () => void }>;
  useConnection(): Read<PageFacts>;
  useDevices(): Read<{
    devices: readonly MediaDevice[];
    refresh: () => Promise<void>;
    select: (choice: DeviceChoice) => Promise<void>;
  }>;
  useChat(id: Read<string>): Read<ChatSnapshot | null>;
  useAudioLevel(id: Read<string | null>): Read<Levels>;
  useWorkstationEvent<Name extends keyof WorkstationEventMap>(
    name: Name,
    listener: (event: WorkstationEventMap[Name]) => void,
  ): void;
}

/** What every binding exports, in the order of the alphabet. What one exports beyond it, its own test names. */
export const BINDING_EXPORTS: readonly ('WorkstationProvider' | keyof BindingHooks)[] = [
  'WorkstationProvider',
  'useAgent',
  'useAgentActions',
  'useAudioLevel',
  'useBoard',
  'useCall',
  'useCalls',
  'useChat',
  'useConnection',
  'useDevices',
  'useDirectory',
  'useSelector',
  'useSupervisorActions',
  'useWorkstation',
  'useWorkstationEvent',
];

/** A component that shows what it reads. `prop` is the one prop it has. */
export type Probe = (hooks: BindingHooks, prop: Read<string>) => Read<unknown>;

/** Probes that are mounted below one workstation, as siblings. */
export interface MountedProbes {
  /** What each probe rendered, oldest first. */
  readonly rendered: readonly (readonly unknown[])[];
  /** What the page shows of each probe. */
  shown(): unknown[];
  /** Gives all of them another prop. */
  set(prop: string): Promise<void>;
  /** Gives the provider another workstation. */
  swap(workstation: Workstation): Promise<void>;
  unmount(): Promise<void>;
}

/** A framework's binding, and how a test drives that framework. */
export interface BindingUnderTest {
  hooks: BindingHooks;
  /** Mounts probes; without a workstation: below no provider, which is to reject. */
  mount(workstation: Workstation | null, probes: readonly Probe[], prop?: string): Promise<MountedProbes>;
  /** Makes a change and lets the framework render what follows. */
  act(change: () => unknown): Promise<void>;
  /** By name, the ways in which a component comes and goes: each mounts and unmounts it that many times. */
  cycles: Readonly<Record<string, (workstation: Workstation, probe: Probe, times: number) => Promise<void>>>;
}
