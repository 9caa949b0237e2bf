/** Columns in camelCase; in the database they are in snake_case. Times are epoch milliseconds, booleans 0 or 1, JSON is text. */
export interface Tables {
  session: SessionTable;
  engagement: EngagementTable;
  sessionStep: StepTable;
  recording: RecordingTable;
  agentActivity: AgentActivityTable;
  queueEvent: QueueEventTable;
  command: CommandTable;
  setting: SettingTable;
  apiKey: ApiKeyTable;
  webhookEndpoint: WebhookEndpointTable;
  webhookEvent: WebhookEventTable;
  webhookDelivery: WebhookDeliveryTable;
  audit: AuditTable;
  /** One row: when the process was last known to be alive. */
  heartbeat: { id: string; aliveAt: number };
}

interface EndColumns {
  endReason: string | null;
  endBy: string | null;
  endCause: string | null;
}

/** Table `session`. */
export interface SessionTable extends EndColumns {
  app: string;
  id: string;
  kind: string;
  direction: string;
  flow: string;
  fromNumber: string | null;
  toNumber: string | null;
  skillGroup: string | null;
  createdAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  state: string;
  stateAt: number;
  beforeMs: number;
  queueMs: number;
  ringMs: number;
  talkMs: number;
  holdMs: number;
  requeues: number;
  context: string;
  updatedAt: number;
}

/** Table `engagement`. */
export interface EngagementTable extends EndColumns {
  app: string;
  id: string;
  sessionId: string;
  agent: string;
  agentName: string;
  role: string;
  direction: string;
  skillGroup: string | null;
  peer: string;
  offeredAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  doneAt: number | null;
  state: string;
  stateAt: number;
  ringMs: number;
  talkMs: number;
  holdMs: number;
  wrapMs: number;
  annotation: string | null;
  missed: string | null;
}

/** Table `session_step`. */
export interface StepTable {
  app: string;
  sessionId: string;
  n: number;
  kind: string;
  byAgent: string;
  target: string | null;
  at: number;
  answeredAt: number | null;
  endedAt: number | null;
  outcome: string | null;
  reason: string | null;
}

/** Table `recording`. */
export interface RecordingTable {
  app: string;
  id: string;
  sessionId: string;
  file: string;
  state: string;
  startedAt: number;
  endedAt: number | null;
  ms: number;
  bytes: number;
  deletedAt: number | null;
}

/** Table `agent_activity`. */
export interface AgentActivityTable {
  app: string;
  seq: number;
  agent: string;
  at: number;
  fromStatus: string;
  toStatus: string;
  reason: string | null;
  load: string;
}

/** Table `queue_event`. */
export interface QueueEventTable {
  app: string;
  seq: number;
  skillGroup: string;
  sessionId: string;
  at: number;
  type: string;
  agent: string | null;
  reason: string | null;
  since: number;
}

/** Table `command`. */
export interface CommandTable {
  app: string;
  agent: string;
  commandId: string;
  what: string;
  answer: string;
  expiresAt: number;
}

/** Table `setting`. */
export interface SettingTable {
  app: string;
  kind: string;
  id: string;
  value: string;
  version: number;
  updatedAt: number;
  updatedBy: string | null;
}

/** Table `api_key`. */
export interface ApiKeyTable {
  app: string;
  id: string;
  name: string;
  role: string;
  hash: string;
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  usedAt: number | null;
}

/** Table `webhook_endpoint`. */
export interface WebhookEndpointTable {
  app: string;
  id: string;
  url: string;
  secret: string;
  types: string;
  format: string | null;
  enabled: number;
  createdAt: number;
  updatedAt: number;
}

/** Table `webhook_event`. */
export interface WebhookEventTable {
  app: string;
  id: string;
  type: string;
  sessionId: string | null;
  seq: number;
  at: number;
  payload: string;
}

/** Table `webhook_delivery`; `sessionId` and `seq` are the event's, for the order within a session. */
export interface WebhookDeliveryTable {
  app: string;
  endpointId: string;
  eventId: string;
  sessionId: string | null;
  seq: number;
  state: string;
  attempts: number;
  nextAt: number;
  status: number | null;
  error: string | null;
  updatedAt: number;
}

/** Table `audit`. */
export interface AuditTable {
  app: string;
  id: string;
  at: number;
  actor: string;
  action: string;
  target: string | null;
  data: string;
}
