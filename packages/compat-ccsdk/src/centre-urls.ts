/** Where the centre is. */
export interface CentreUrls {
  /** The control socket. */
  socket: string;
  /** Where a credential is changed into a seat token. */
  exchange: string;
}

let script: string | null = null;

/** Keeps where the script tag got this from; it can only be known while that runs. */
export function rememberScript(): void {
  if (typeof document !== 'undefined' && document.currentScript instanceof HTMLScriptElement) {
    script = document.currentScript.src || null;
  }
}

/** The folder the script came from; else the page's host. */
function home(): string {
  if (script !== null) return new URL('.', script).href;
  return typeof location === 'undefined' ? '' : location.origin;
}

/** The centre's addresses, below `centre` or where the script came from. Throws TypeError. */
export function centreUrls(centre: string): CentreUrls {
  const { origin, pathname } = new URL(centre || home());
  const base = origin + pathname.replace(/\/$/u, '');
  return { socket: `${base}/seat`, exchange: `${base}/vendors/ccsdk/seat` };
}
