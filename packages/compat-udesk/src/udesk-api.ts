import { AppDataProvider } from './app-data-provider.ts';
import * as agent from './commands/agent.ts';
import * as calls from './commands/calls.ts';
import * as directory from './commands/directory.ts';
import * as numbers from './commands/numbers.ts';
import * as supervision from './commands/supervision.ts';
import type { Desk } from './desk.ts';
import type { Envelope } from './envelope.ts';
import type { Sought } from './failure.ts';
import type { Listener } from './listeners.ts';
import type { UdeskOptions } from './options.ts';
import { SignIn } from './sign-in.ts';

type Answer<Data = null> = Promise<Envelope<Data>>;
/** An id, as text; numbers are taken too. */
type Key = string | number;
interface OfCall {
  CallId: Key;
}
interface WithAgent extends OfCall {
  AgentId: Key;
}
type WithPerson = WithAgent | (OfCall & { AgentPhone: string });
interface OfOwner {
  OwnerType: 'app' | 'agent';
}

/**
 * The vendor's class over a Callstation seat: same names, same answers, same events. Everything that answers with a promise
 * rejects with a {@link UdeskError}; nothing throws.
 *
 * @example
 * const api = new UdeskCCPaasApiClass({ AgentId: 'alice', AppDataProvider: new Provider(), Domain: 'wss://cc.example.com/ws' });
 * api.on('Delivered', ({ Data }) => showCaller(Data.CustomerInfo.Number));
 * api.Init();
 */
export class UdeskCCPaasApiClass {
  /** What an application extends to give out its token. */
  static readonly AppDataProvider = AppDataProvider;
  readonly #signIn: SignIn;

  constructor(options: UdeskOptions = {}) {
    this.#signIn = new SignIn(options);
  }

  /** Makes the seat and signs in, but with `AutoConnect: false`. What fails goes to `Log`. */
  Init(): void {
    this.#signIn.init();
  }
  /** Signs out and forgets every listener. */
  Destroy(): void {
    this.#signIn.destroy();
  }
  /** {@link Destroy}, as the document has it in one place. */
  Destory(): void {
    this.#signIn.warn('Destory is Destroy');
    this.Destroy();
  }
  /** Signs in. */
  ConnectAsync(): Answer {
    return this.#signIn.answer(() => this.#signIn.connect());
  }
  /** Signs out. */
  Disconnect(): void {
    this.#signIn.disconnect();
  }
  /** Hears an event; a name there is none of is never called. */
  on(name: string, fn: Listener): void {
    this.#signIn.listeners.add(name, fn);
  }
  /** Without a function: nobody hears that event any more. */
  off(name: string, fn?: Listener): void {
    this.#signIn.listeners.remove(name, fn);
  }

  /** Calls a number. The id of the call comes with `Originated`. */
  MakeCallAsync(Number: string, Options?: { BizId?: Key }): Answer {
    return this.#run((desk) => calls.makeCall(desk, Number, Options));
  }
  /** Ends a call, or refuses it while it rings. Without an id: the call there is. */
  HangupAsync(CallId?: Key | OfCall): Answer {
    return this.#run((desk) => calls.hangup(desk, CallId));
  }
  /** Accepts the call that rings. */
  AnswerAsync(): Answer {
    return this.#run(calls.answer);
  }
  HoldAsync(Options: OfCall): Answer {
    return this.#run((desk) => calls.plain('hold')(desk, Options));
  }
  /** Goes back to a call on hold. */
  RecoveryAsync(Options: OfCall): Answer {
    return this.#run((desk) => calls.plain('resume')(desk, Options));
  }
  MuteAsync(Options: OfCall): Answer<object> {
    return this.#run(async (desk) => (await calls.plain('mute')(desk, Options)) ?? {});
  }
  UnmuteAsync(Options: OfCall): Answer<object> {
    return this.#run(async (desk) => (await calls.plain('unmute')(desk, Options)) ?? {});
  }
  /** Gives a call to an agent or a number without asking. */
  TransferAsync(Options: WithPerson): Answer {
    return this.#run((desk) => calls.bringIn('transfer')(desk, Options), 'agent');
  }
  TransferQueueAsync(Options: OfCall & { QueueId: Key }): Answer {
    return this.#run((desk) => calls.transferQueue(desk, Options), 'queue');
  }
  /** Gives a call to a menu. `JumpType` `agent_hangup`: the agent is done with it. */
  TransferIvrAsync(Options: OfCall & { IvrId: Key; NodeId?: Key; JumpType?: string }): Answer {
    return this.#run((desk) => calls.transferIvr(desk, Options), 'queue');
  }
  /** Asks somebody while the customer waits. */
  ConsultationAsync(Options: WithPerson): Answer {
    return this.#run((desk) => calls.bringIn('consult')(desk, Options), 'agent');
  }
  /** Sends away who was asked. */
  EndConsultationAsync(Options: OfCall): Answer {
    return this.#run((desk) => calls.plain('cancelConsult')(desk, Options));
  }
  /** Makes it a call of three. */
  ConsultationToThreeWayAsync(Options: OfCall): Answer {
    return this.#run((desk) => calls.plain('merge')(desk, Options));
  }
  /** Leaves the customer to who was asked. */
  ConsultationToTransferAsync(Options: OfCall & { AgentId?: Key }): Answer {
    return this.#run((desk) => calls.plain('completeTransfer')(desk, Options));
  }
  /** Brings somebody in, and the customer goes on talking. */
  ThreewayAsync(Options: WithPerson): Answer {
    return this.#run((desk) => calls.bringIn('conference')(desk, Options), 'agent');
  }
  /** {@link ThreewayAsync}, as it is also written. */
  ThreeWayAsync(Options: WithPerson): Answer {
    this.#signIn.warn('ThreeWayAsync is ThreewayAsync');
    return this.ThreewayAsync(Options);
  }
  /** Sends away who was brought in. */
  RetrieveAfterThreeWayAsync(Options: OfCall): Answer {
    return this.#run((desk) => calls.plain('takeBack')(desk, Options));
  }
  /** Leaves the customer to who was brought in. */
  TransferAfterThreeWayAsync(Options: OfCall): Answer {
    return this.#run((desk) => calls.plain('completeTransfer')(desk, Options));
  }
  /** Talks to a colleague in a call, unheard by the customer. */
  WhisperAsync(Options: WithAgent): Answer {
    return this.#run((desk) => supervision.supervise('whisper')(desk, Options));
  }
  /** Hears a colleague's call, unheard. */
  EavesdropAsync(Options: WithAgent): Answer {
    return this.#run((desk) => supervision.supervise('listen')(desk, Options));
  }
  /** Takes a colleague's call over; answers once it is. */
  SubstituteAsync(Options: WithAgent): Answer {
    return this.#run((desk) => supervision.substitute(desk, Options));
  }
  /** Joins a colleague's call. */
  ForcePickupAsync(Options: WithAgent & { AgentPhone?: string }): Answer {
    return this.#run((desk) => supervision.supervise('barge')(desk, Options));
  }

  SetPhoneModeAsync(PhoneMode: 'voip' | 'cellphone' | 'webrtc'): Answer {
    return this.#run((desk) => agent.setPhoneMode(desk, PhoneMode));
  }
  GetPhoneModesAsync(): Answer<{ Id: string; Name: string }[]> {
    return this.#run(agent.phoneModes);
  }
  GetAgentStatesAsync(): Answer<agent.AgentStateChoice[]> {
    return this.#run(agent.agentStates);
  }
  /** `SubState`: the kind of break. */
  SetAgentStateAsync(State: 'idle' | 'busy' | 'onBreak' | 'offline', SubState?: Key): Answer {
    return this.#run((desk) => agent.setAgentState(desk, State, SubState));
  }
  GetWebPhoneInfoAsync(): Answer<agent.TerminalInfo> {
    return this.GetAgentTerminalInfoAsync({ TerminalType: 'webrtc' });
  }
  GetAgentTerminalInfoAsync(Options: { TerminalType: 'voip' | 'webrtc' }): Answer<agent.TerminalInfo> {
    return this.#run((desk) => agent.terminalInfo(desk, this.#signIn.host(), Options));
  }
  /** Seconds. */
  GetCallInWrapUpTimeAsync(): Answer<{ WrapUpTime: number }> {
    return this.#run(agent.wrapUpTime);
  }
  GetOtherAgentsAsync(Options?: { State?: string }): Answer<directory.OtherAgent[]> {
    return this.#run((desk) => directory.otherAgents(desk, Options));
  }
  GetQueuesAgentsAsync(): Answer<directory.QueueListing[]> {
    return this.#run(directory.queues);
  }
  GetIvrNodesAsync(id: Key): Answer<{ id: string; name: string }[]> {
    return this.#run((desk) => directory.ivrNodes(desk, id), 'queue');
  }

  GetSpNumbersAsync(Options: OfOwner): Answer<string[]> {
    return this.#run((desk) => numbers.spNumbers(desk, Options));
  }
  GetCurrentSpNumberAsync(Options: OfOwner): Answer<string> {
    return this.#run((desk) => numbers.currentSpNumber(desk, Options));
  }
  /** For the app that needs a right. */
  SetSpNumberAsync(Options: OfOwner & { DisplayNumber: string }): Answer {
    return this.#run((desk) => numbers.setSpNumber(desk, Options));
  }
  /** `type` 1: numbers; 2: pools. */
  GetNumberPoolAndSpNumAsync(Options: {
    type: Key;
  }): Answer<{ list: numbers.NumberChoice[]; defaultId: string | null }> {
    return this.#run((desk) => numbers.numberPool(desk, Options));
  }
  SetSpNumberPoolNumAsync(Options: { type: Key; id: Key }): Answer<object> {
    return this.#run((desk) => numbers.setNumberPool(desk, Options));
  }

  #run<Data>(command: (desk: Desk) => Promise<Data>, sought?: Sought): Answer<Data> {
    return this.#signIn.run(command, sought);
  }
}
