import type { Id, Millis } from '@callstation/core/model';
import type { Journal } from '../engine/journal.ts';
import type { RecordingRow } from '../store/records.types.ts';
import type { StoreWrite, TellOfClosed } from '../store/store.ts';
import type { Telling } from '../store/webhooks.types.ts';
import { isWhole, recordOf, withWrite, type KnownSession } from './known-session.ts';
import { toEvent } from './to-event.ts';
import type { WebhookEventType, WebhookNews } from './payload.ts';
import { recordingShown, recordNews, sessionNews, sessionShown } from './session-news.ts';

/** A journal that also has endpoints told of what is written. */
export interface WebhookJournal extends Journal {
  /** Who is told of what a crash left open, once that is closed. */
  readonly tellOfClosed: TellOfClosed;
}

interface WebhookJournalOptions {
  /** Where it goes on to. */
  journal: Journal;
  /** Ids of the endpoints of an app that want a type of event. */
  wanting(app: Id, type: WebhookEventType): Id[];
  /** There is something to deliver as soon as what was put in is in the store. */
  told(): void;
}

type Kept = KnownSession & { seq: number };

/**
 * Reads off what is written down what webhooks are to tell, and puts that into the same write: whoever has the record has the
 * event, and a crash loses both or none. The `seq` of a session's events counts them, whether somebody wants them or not.
 */
export function createWebhookJournal(options: WebhookJournalOptions): WebhookJournal {
  return new TellingJournal(options);
}

class TellingJournal implements WebhookJournal {
  readonly #options: WebhookJournalOptions;
  readonly #sessions = new Map<string, Kept>();

  constructor(options: WebhookJournalOptions) {
    this.#options = options;
  }

  nextSeq(): number {
    return this.#options.journal.nextSeq();
  }

  put(write: StoreWrite): void {
    switch (write.type) {
      case 'session':
        return this.#session(write);
      case 'queueEvent':
        this.#options.journal.put(write);
        if (write.event.type === 'enqueued') this.#queued(write);
        return;
      case 'recording':
        return this.#recording(write);
      case 'activity':
        this.#options.journal.put(write);
        return this.#activity(write);
      default:
        return this.#options.journal.put(write);
    }
  }

  readonly tellOfClosed: TellOfClosed = (record, { wasLive, lastSeq }) => {
    const ended: WebhookNews = { type: 'session.ended', data: { session: sessionShown(record) } };
    const all = [...(wasLive ? [ended] : []), recordNews(record)];
    return all.flatMap((news, i) => this.#telling(record, news, lastSeq + i + 1, record.updatedAt));
  };

  #session(write: Extract<StoreWrite, { type: 'session' }>): void {
    const { app, id, updatedAt } = write.session;
    const before = this.#sessions.get(keyOf(app, id)) ?? null;
    const after = withWrite(before, write);
    const news = sessionNews(before, after);
    const seq = before?.seq ?? 0;
    this.#tell({ ...after, seq }, news, updatedAt, write);
  }

  #queued({ event }: Extract<StoreWrite, { type: 'queueEvent' }>): void {
    const known = this.#sessions.get(keyOf(event.app, event.sessionId));
    if (known === undefined) return;
    const { skillGroup, since, at } = event;
    const session = sessionShown(known.session);
    this.#tell(known, [{ type: 'session.queued', data: { session, skillGroup, since } }], at);
  }

  #recording(write: Extract<StoreWrite, { type: 'recording' }>): void {
    const { recording } = write;
    this.#options.journal.put(write);
    const known = this.#sessions.get(keyOf(recording.app, recording.sessionId));
    if (known === undefined) return;
    const before = known.recordings.get(recording.id);
    const recordings = new Map([...known.recordings, [recording.id, recording]]);
    const type = recordingType(recording);
    const session = sessionShown(known.session);
    const isNews = type !== null && (before === undefined || recordingType(before) === null);
    const news: WebhookNews[] = isNews ? [{ type, data: { session, recording: recordingShown(recording) } }] : [];
    this.#tell({ ...known, recordings }, news, recording.endedAt ?? recording.startedAt);
  }

  #activity({ activity }: Extract<StoreWrite, { type: 'activity' }>): void {
    const { app, agent, from, to, reason, at, seq } = activity;
    const news: WebhookNews = { type: 'agent.statusChanged', data: { agent, from, to, reason } };
    const { journal, told } = this.#options;
    for (const one of this.#telling({ app, id: null }, news, seq, at)) {
      journal.put({ type: 'webhook', ...one });
      told();
    }
  }

  /** Always with the session's own write: two of them are never written the other way round. */
  #tell(known: Kept, news: WebhookNews[], at: Millis, write?: Extract<StoreWrite, { type: 'session' }>): void {
    const { session } = known;
    const key = keyOf(session.app, session.id);
    const whole = isWhole(known);
    const all = whole ? [...news, recordNews(recordOf(known))] : news;
    const tell = all.flatMap((one, i) => this.#telling(session, one, known.seq + i + 1, at));
    if (whole) this.#sessions.delete(key);
    else this.#sessions.set(key, { ...known, seq: known.seq + all.length });
    const { journal, told } = this.#options;
    const plain = write ?? { type: 'session', session, engagements: [], steps: [] };
    if (tell.length > 0) journal.put({ ...plain, tell });
    else if (write !== undefined) journal.put(write);
    if (tell.length > 0) told();
  }

  #telling({ app, id }: { app: Id; id: Id | null }, news: WebhookNews, seq: number, at: Millis): Telling[] {
    const to = this.#options.wanting(app, news.type);
    return to.length === 0 ? [] : [{ event: toEvent(news, { app, sessionId: id, seq, at }), to }];
  }
}

function recordingType({ state }: RecordingRow): 'recording.completed' | 'recording.failed' | null {
  if (state === 'done') return 'recording.completed';
  return state === 'failed' ? 'recording.failed' : null;
}

function keyOf(app: Id, id: Id): string {
  return JSON.stringify([app, id]);
}
