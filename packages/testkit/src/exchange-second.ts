import type {
  ActiveCall,
  CallEvent,
  CallSnapshot,
  CallVerb,
  Consult,
  End,
  Id,
  Party,
  Target,
} from '@callstation/core/model';

/** What second parties need of the exchange. */
export interface SecondPartyHost {
  /** The agent's part of that conversation. */
  call(agent: Id, id: Id): CallSnapshot | undefined;
  /** The agent's other calls. */
  others(agent: Id, id: Id): CallSnapshot[];
  /** One step of the agent's part, if they have one. */
  step(agent: Id, id: Id, event: CallEvent): void;
  /** Offers the conversation to an agent; false: they cannot be reached. */
  offer(agent: Id, id: Id, peer: Party, role: CallSnapshot['role']): boolean;
}

type Mode = Exclude<Consult, { state: 'none' }>['mode'];

/** Somebody who is asked. */
interface Aside {
  asker: Id;
  mode: Mode;
  to: Target;
  party: Party;
  answered: boolean;
}

/** Who is in a three-way call besides the customer, in the order they came. */
type Room = { customer: Party; members: Party[] };

const TRANSFERRED: End = { reason: 'transferred', by: 'agent' };
const CANCELLED: End = { reason: 'remoteCancel', by: 'peer' };
const GONE: End = { reason: 'remoteHangup', by: 'peer' };
const LEFT: End = { reason: 'localHangup', by: 'agent' };
const BUSY: End = { reason: 'busy', by: 'system' };

/** Consult, transfer and three-way calls of an exchange in memory. */
export class SecondParties {
  readonly #host: SecondPartyHost;
  readonly #asides = new Map<Id, Aside>();
  readonly #rooms = new Map<Id, Room>();

  constructor(host: SecondPartyHost) {
    this.#host = host;
  }

  /** Carries out what is about second parties; false: it is about nobody but the two. */
  perform(agent: Id, call: CallSnapshot, verb: CallVerb, args: object): boolean {
    const { id } = call;
    const aside = this.#asides.get(id);
    const asked = aside !== undefined && aside.party.agentId === agent;
    if (verb === 'consult' || verb === 'transfer' || verb === 'conference') {
      if ('to' in args) this.#begin(agent, call, verb, args.to as Target);
      return true;
    }
    if (asked && (verb === 'reject' || verb === 'hangup')) {
      this.#host.step(agent, id, {
        type: 'ended',
        end: verb === 'reject' ? { reason: 'localReject', by: 'agent' } : LEFT,
      });
      this.#over(id, verb === 'reject' ? { reason: 'rejected', by: 'peer' } : null);
      return true;
    }
    if (verb === 'swap') return this.#swap(agent, call, aside);
    if (aside && aside.asker === agent) return this.#ofAsker(aside, call, verb);
    return this.#inRoom(agent, call, verb, args);
  }

  /** An agent who was asked answered. */
  answered(id: Id): void {
    const aside = this.#asides.get(id);
    if (!aside || aside.answered) return;
    const { asker, mode, to } = aside;
    const party: Party = { ...aside.party, state: 'joined' };
    this.#asides.set(id, { ...aside, party, answered: true });
    if (mode === 'transfer') return this.#handOver(id);
    if (mode === 'conference') return this.#merge(id);
    this.#host.step(asker, id, { type: 'consult', consult: { state: 'active', mode, to, party } });
  }

  /** Who was asked is not to be had. */
  refused(id: Id, end: End): void {
    if (this.#asides.has(id)) this.#over(id, end);
  }

  /** The conversation is over. */
  forget(id: Id): void {
    this.#asides.delete(id);
    this.#rooms.delete(id);
  }

  #begin(asker: Id, call: CallSnapshot, mode: Mode, to: Target): void {
    const { id, peer } = call;
    const party: Party =
      'agent' in to
        ? { id: `${id}-${to.agent}`, role: 'agent', state: 'ringing', agentId: to.agent }
        : { id: `${id}-guest`, role: 'customer', state: 'ringing', number: 'number' in to ? to.number : '' };
    const me: Party = { id: `${id}-${asker}`, role: 'agent', state: 'joined', agentId: asker };
    const role = mode === 'transfer' ? 'handler' : 'consulted';
    const reached =
      'agent' in to ? this.#host.offer(to.agent, id, mode === 'consult' ? me : peer, role) : 'number' in to;
    if (!reached) return this.#host.step(asker, id, { type: 'failed', verb: mode, end: BUSY });
    this.#asides.set(id, { asker, mode, to, party, answered: false });
    if (mode !== 'conference') this.#host.step(asker, id, { type: 'held' });
  }

  #ofAsker(aside: Aside, call: CallSnapshot, verb: CallVerb): boolean {
    const { id } = call;
    switch (verb) {
      case 'cancelConsult':
      case 'takeBack':
        this.#sendAway(id, aside.party, aside.answered ? GONE : CANCELLED);
        this.#over(id, null);
        return true;
      case 'completeTransfer':
        if (aside.answered) this.#handOver(id);
        else this.#asides.set(id, { ...aside, mode: 'transfer' });
        return true;
      case 'merge':
        this.#merge(id);
        return true;
      case 'hangup':
        this.#sendAway(id, aside.party, aside.answered ? GONE : CANCELLED);
        this.forget(id);
        return false;
      default:
        return false;
    }
  }

  /** The asker is with the customer again, alone or not. */
  #over(id: Id, failed: End | null): void {
    const aside = this.#asides.get(id);
    if (!aside) return;
    this.#asides.delete(id);
    const { asker, mode } = aside;
    this.#host.step(asker, id, { type: 'consult', consult: { state: 'none', ...(failed ? { failed } : {}) } });
    if (mode !== 'conference') this.#host.step(asker, id, { type: 'resumed' });
  }

  #handOver(id: Id): void {
    const aside = this.#asides.get(id);
    const customer = aside && this.#host.call(aside.asker, id)?.peer;
    if (!aside || !customer) return;
    this.#asides.delete(id);
    this.#host.step(aside.asker, id, { type: 'ended', end: TRANSFERRED });
    const { agentId } = aside.party;
    if (agentId !== undefined) this.#host.step(agentId, id, { type: 'peer', peer: customer, role: 'handler' });
  }

  #merge(id: Id): void {
    const aside = this.#asides.get(id);
    const call = aside && this.#host.call(aside.asker, id);
    if (!aside || !call) return;
    const { asker, party } = aside;
    const first: Party = { id: `${id}-${asker}`, role: 'agent', state: 'joined', agentId: asker };
    const room = this.#rooms.get(id) ?? { customer: call.peer, members: [first] };
    this.#rooms.set(id, { ...room, members: [...room.members, party] });
    this.#over(id, null);
    if (party.agentId !== undefined) this.#host.step(party.agentId, id, { type: 'peer', peer: room.customer });
    this.#tell(id);
  }

  #swap(agent: Id, call: CallSnapshot, aside: Aside | undefined): boolean {
    const { id } = call;
    const held = (call as ActiveCall).hold === 'holding';
    this.#host.step(agent, id, { type: held ? 'held' : 'resumed' });
    if (aside?.asker === agent) return true;
    const other = this.#host.others(agent, id).find((one) => one.phase === 'active' && (one.hold === 'held') === held);
    if (other) this.#host.step(agent, other.id, { type: held ? 'resumed' : 'held' });
    return true;
  }

  #inRoom(agent: Id, { id }: CallSnapshot, verb: CallVerb, args: object): boolean {
    const room = this.#rooms.get(id);
    if (!room) return false;
    const me = room.members.find(({ agentId }) => agentId === agent);
    const last = room.members.at(-1);
    switch (verb) {
      case 'leave':
      case 'completeTransfer':
        if (me) this.#part(id, me, verb === 'leave' ? LEFT : TRANSFERRED);
        return true;
      case 'takeBack':
        if (last) this.#part(id, last, GONE);
        return true;
      case 'removeParticipant': {
        const gone = room.members.find((one) => 'participant' in args && one.id === args.participant);
        if (gone) this.#part(id, gone, GONE);
        return true;
      }
      case 'hangup':
        // Who has the customer ends it for all; anybody else only leaves.
        if (!me || me === room.members[0]) return false;
        this.#part(id, me, LEFT);
        return true;
      default:
        return false;
    }
  }

  #part(id: Id, party: Party, end: End): void {
    const room = this.#rooms.get(id);
    if (!room) return;
    const members = room.members.filter((one) => one.id !== party.id);
    this.#rooms.set(id, { ...room, members });
    this.#sendAway(id, party, end);
    this.#tell(id);
    // The first of those who stay has the customer now.
    const heir = members[0]?.agentId;
    if (heir !== undefined && this.#host.call(heir, id)?.role !== 'handler') {
      this.#host.step(heir, id, { type: 'peer', peer: room.customer, role: 'handler' });
    }
    if (members.length < 2) this.#rooms.delete(id);
  }

  #sendAway(id: Id, { agentId }: Party, end: End): void {
    if (agentId !== undefined) this.#host.step(agentId, id, { type: 'ended', end });
  }

  /** Tells all who are in it who else is. */
  #tell(id: Id): void {
    const room = this.#rooms.get(id);
    if (!room) return;
    for (const { agentId } of room.members) {
      if (agentId === undefined) continue;
      this.#host.step(agentId, id, { type: 'others', others: room.members.filter((one) => one.agentId !== agentId) });
    }
  }
}
