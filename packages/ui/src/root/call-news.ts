import type { ActiveCall, CallSnapshot, Party } from '@callstation/core/model';

import { partyName, peerName, targetName } from '../base/names.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

/** What became of a call between two snapshots; `before` is null for a new one. */
export function callNews(before: CallSnapshot | null, now: CallSnapshot, words: SeatWords): string[] {
  if (before?.phase !== now.phase) return phaseNews(now, words);
  if (before.phase !== 'active' || now.phase !== 'active') return [];
  return [
    ...holdNews(before, now, words),
    ...muteNews(before, now, words),
    ...secondNews(before, now, words),
    ...partyNews(before.others, now.others, words),
    ...recordingNews(before, now, words),
    ...soundNews(before, now, words),
  ];
}

function phaseNews(now: CallSnapshot, { ui, core }: SeatWords): string[] {
  const name = peerName(now, ui);
  switch (now.phase) {
    case 'offered':
      return [];
    case 'connecting':
      return [core.callPhases.connecting];
    case 'dialing':
      return [fill(ui.dialling, { name })];
    case 'alerting':
      return [fill(ui.rings, { name })];
    case 'active':
      return [fill(ui.talking, { name })];
    case 'ended':
      return [fill(ui.ended, { name, reason: core.endReasons[now.end.reason] })];
  }
}

/** While somebody is asked, being on hold is part of that and said with it. */
function holdNews(before: ActiveCall, now: ActiveCall, { ui }: SeatWords): string[] {
  const name = peerName(now, ui);
  if (now.consult.state !== 'none') {
    if (before.consult.state !== now.consult.state || before.hold === now.hold) return [];
    if (now.hold === 'none') return [fill(ui.talking, { name })];
    return now.hold === 'held' ? [fill(ui.talking, { name: targetName(now.consult.to, now.consult.party, ui) })] : [];
  }
  const wasHeld = before.hold === 'held' || before.hold === 'resuming';
  if (now.hold === 'held' && !wasHeld) return [fill(ui.onHold, { name })];
  return now.hold === 'none' && wasHeld ? [fill(ui.offHold, { name })] : [];
}

function muteNews(before: ActiveCall, now: ActiveCall, { ui }: SeatWords): string[] {
  if (before.mute === now.mute) return [];
  if (now.mute === 'on') return [ui.youAreMuted];
  return now.mute === 'off' && before.mute === 'turningOff' ? [ui.youAreHeard] : [];
}

function secondNews(before: ActiveCall, now: ActiveCall, { ui, core }: SeatWords): string[] {
  const { consult } = now;
  if (consult.state === before.consult.state) return [];
  if (consult.state === 'none') {
    return consult.failed ? [fill(ui.notReached, { reason: core.endReasons[consult.failed.reason] })] : [];
  }
  const name = targetName(consult.to, consult.party, ui);
  if (consult.state === 'dialing') return [fill(ui.isCalled, { name })];
  return [fill(consult.state === 'active' ? ui.talking : ui.isConnected, { name })];
}

function partyNews(before: readonly Party[], now: readonly Party[], { ui }: SeatWords): string[] {
  const missing = (party: Party, from: readonly Party[]): boolean => from.every(({ id }) => id !== party.id);
  return [
    ...now.filter((party) => missing(party, before)).map((party) => fill(ui.joined, { name: partyName(party, ui) })),
    ...before.filter((party) => missing(party, now)).map((party) => fill(ui.left, { name: partyName(party, ui) })),
  ];
}

function recordingNews(before: ActiveCall, now: ActiveCall, { ui, core }: SeatWords): string[] {
  if (before.recording === now.recording) return [];
  return [now.recording === 'off' ? ui.recordingOff : core.recordings[now.recording]];
}

function soundNews(before: ActiveCall, now: ActiveCall, { ui }: SeatWords): string[] {
  const broken = ({ leg }: ActiveCall): boolean => leg.state === 'lost' || leg.state === 'reconnecting';
  if (broken(before) === broken(now)) return [];
  return [broken(now) ? ui.soundLost : ui.soundBack];
}
