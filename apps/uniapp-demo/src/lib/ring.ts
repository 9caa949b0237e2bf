import { inBrowser } from './platform';
import { workstation } from './workstation';

/** As good as for ever. */
const LOOPS = 9999;

/** Beside the page in a browser, and in the program's own folder elsewhere. */
const FILE = inBrowser ? 'static/ring.wav' : '/static/ring.wav';

/** Rings until {@link stopRinging}. A browser in which nothing was pressed yet stays quiet; the dialog is there all the same. */
export function ring(): void {
  void workstation.startPlayMusic(FILE, LOOPS, () => undefined);
}

/** Ends the ringing; nothing when it is quiet. */
export function stopRinging(): void {
  void workstation.stopPlayMusic(() => undefined);
}
