// What the vendor's script tag brings: `window.tccc`, signed in as the script says.
import { createTccc } from './create-tccc.ts';
import { seatOfScript } from './script-seat.ts';
import type { Tccc } from './tccc.types.ts';

declare global {
  var tccc: Tccc | undefined;
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
globalThis.tccc = createTccc(seatOfScript(globalThis as unknown as Record<string, unknown>, script));
