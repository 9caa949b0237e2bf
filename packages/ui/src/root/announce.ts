import type { WorkstationSnapshot } from '@callstation/core';
import type { CallSnapshot } from '@callstation/core/model';

import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';
import { peerName } from '../base/names.ts';
import { callNews } from './call-news.ts';
import { noticeOf } from './notice.ts';

/** What is said of a change: politely, and at once. */
export interface News {
  readonly polite: readonly string[];
  readonly urgent: readonly string[];
}

const callsOf = (snapshot: WorkstationSnapshot | null): CallSnapshot[] =>
  (snapshot?.sessions ?? []).filter((session) => session.kind !== 'im');

/** What changed between two snapshots, in words, each change once. An incoming call is urgent, nothing else is. */
export function newsOf(before: WorkstationSnapshot | null, now: WorkstationSnapshot, words: SeatWords): News {
  const polite: string[] = [];
  const urgent: string[] = [];
  const old = callsOf(before);
  for (const call of callsOf(now)) {
    const previous = old.find(({ engagementId }) => engagementId === call.engagementId) ?? null;
    if (previous === call) continue;
    if (call.phase === 'offered' && previous?.phase !== 'offered') urgent.push(incoming(call, words));
    // What runs already when the page comes is not news.
    else if (before?.agent) polite.push(...callNews(previous, call, words));
  }
  if (before) polite.push(...connectionNews(before, now, words));
  if (before?.agent) polite.push(...agentNews(before, now, words));
  return { polite, urgent };
}

function incoming(call: CallSnapshot, { ui }: SeatWords): string {
  const name = peerName(call, ui);
  const group = call.context.skillGroup?.name;
  return group ? fill(ui.incomingTo, { name, group }) : fill(ui.incomingFrom, { name });
}

function agentNews(before: WorkstationSnapshot, now: WorkstationSnapshot, { ui, core }: SeatWords): string[] {
  const { agent } = now;
  if (!agent || agent.status === before.agent?.status || agent.status === 'busy') return [];
  if (agent.status === 'break') return [fill(ui.breakFor, { reason: agent.reason })];
  return [core.agentStatuses[agent.status]];
}

/** What has a notice is said in the words of that. */
function connectionNews(before: WorkstationSnapshot, now: WorkstationSnapshot, words: SeatWords): string[] {
  const { ui } = words;
  const notice = noticeOf(now, words)?.text;
  if (notice !== undefined) return notice === noticeOf(before, words)?.text ? [] : [notice];
  const { state } = now.page.connection;
  if (state === before.page.connection.state) return [];
  if (state === 'ready') return [ui.connected];
  return [state === 'connecting' ? ui.connecting : ui.disconnected];
}
