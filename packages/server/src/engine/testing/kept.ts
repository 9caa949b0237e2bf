import type {
  Annotation,
  CallSnapshot,
  End,
  Id,
  Millis,
  MissedOffer,
  Party,
  SessionContext,
} from '@callstation/core/model';
import type { EngagementRow, SessionRow, StepRow } from '../../store/records.types.ts';
import type { StoreWrite } from '../../store/store.ts';
import type { Journal } from '../journal.ts';

/** One agent's part that is over; or, without an agent, a session that nobody had a part in. */
interface PartRecord {
  sessionId: Id;
  engagementId: Id;
  app: Id;
  agent: Id | null;
  kind: CallSnapshot['kind'];
  direction: 'in' | 'out';
  role: CallSnapshot['role'];
  peer?: Party;
  context: SessionContext;
  createdAt: Millis;
  answeredAt: Millis | null;
  endedAt: Millis;
  end: End;
  annotation?: Annotation;
  missed?: MissedOffer;
}

/** A journal that a test can read. */
export interface KeptJournal extends Journal {
  readonly writes: readonly StoreWrite[];
  sessions(): SessionRow[];
  engagements(): EngagementRow[];
  steps(): StepRow[];
  /** What is over, the newest first. */
  records(query: { app: Id; agent?: Id }): Promise<PartRecord[]>;
}

/** Makes an empty journal, whose numbers count from 1. */
export function createKeptJournal(): KeptJournal {
  const writes: StoreWrite[] = [];
  const ended: string[] = [];
  const [sessions, parts, steps] = [
    new Map<string, SessionRow>(),
    new Map<string, EngagementRow>(),
    new Map<string, StepRow>(),
  ];
  let seq = 0;
  const note = (key: string): void => void (ended.includes(key) || ended.push(key));
  return {
    writes,
    put(write) {
      const copy = structuredClone(write);
      writes.push(copy);
      if (copy.type !== 'session') return;
      sessions.set(copy.session.id, copy.session);
      for (const step of copy.steps) steps.set(`${step.sessionId}/${step.n}`, step);
      for (const part of copy.engagements) {
        parts.set(part.id, part);
        if (part.endedAt !== null) note(part.id);
      }
      const alone = ![...parts.values()].some(({ sessionId }) => sessionId === copy.session.id);
      if (copy.session.endedAt !== null && alone) note(copy.session.id);
    },
    nextSeq: () => (seq += 1),
    sessions: () => [...sessions.values()],
    engagements: () => [...parts.values()],
    steps: () => [...steps.values()],
    async records({ app, agent }) {
      const all = ended.flatMap((key) => recordOf(parts.get(key), sessions) ?? lonely(sessions.get(key)) ?? []);
      return all.filter((one) => one.app === app && (agent === undefined || one.agent === agent)).toReversed();
    },
  };
}

function recordOf(part: EngagementRow | undefined, sessions: ReadonlyMap<string, SessionRow>): PartRecord | null {
  const session = part === undefined ? undefined : sessions.get(part.sessionId);
  if (part === undefined || session === undefined || part.endedAt === null || part.end === null) return null;
  const { id, sessionId, app, agent, role, direction, peer, answeredAt, endedAt, end, offeredAt, annotation, missed } =
    part;
  return {
    ...{ sessionId, engagementId: id, app, agent, kind: session.kind, direction, role, peer },
    ...{ context: session.context, createdAt: offeredAt, answeredAt, endedAt, end },
    ...(annotation === null ? {} : { annotation }),
    ...(missed === null ? {} : { missed }),
  };
}

function lonely(session: SessionRow | undefined): PartRecord | null {
  if (session === undefined || session.endedAt === null || session.end === null) return null;
  const { id, app, kind, direction, context, createdAt, endedAt, end } = session;
  const nobody = { sessionId: id, engagementId: '', app, agent: null, role: 'handler' as const };
  return { ...nobody, kind, direction, context, createdAt, answeredAt: null, endedAt, end };
}
