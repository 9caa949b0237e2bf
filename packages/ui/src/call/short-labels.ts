import type { CallVerb } from '@callstation/core/model';

import type { SeatWords } from '../words/index.ts';

/** What a verb is called on a button among others, where one word has to do; its title says the rest. */
export function shortLabel(verb: CallVerb, { ui, core }: SeatWords): string {
  switch (verb) {
    case 'hold':
      return ui.shortHold;
    case 'unmute':
      return ui.shortUnmute;
    case 'merge':
      return ui.shortMerge;
    case 'takeBack':
      return ui.shortTakeBack;
    case 'conference':
      return ui.shortAdd;
    case 'completeTransfer':
      return ui.shortComplete;
    case 'cancelConsult':
      return ui.shortCancel;
    case 'leave':
      return ui.shortLeave;
    case 'startRecording':
      return ui.shortRecord;
    case 'pauseRecording':
      return ui.shortPause;
    case 'resumeRecording':
      return ui.shortResume;
    default:
      return core.callVerbs[verb];
  }
}
