/** Where a page's seat is. */
export interface CentreAddresses {
  /** The control socket, as `callcenter({ url })` takes it. */
  socket: string;
  /** Where that vendor's credential is changed into a seat token. */
  exchange: string;
}

/**
 * The addresses below a centre's own, `https://cc.example.com/base`: a slash at its end does not count.
 * `socketBase`: where the control socket is below another one. Throws `TypeError` for what is no URL.
 */
export function centreAddresses(vendor: string, base: string, socketBase = base): CentreAddresses {
  return { socket: `${folder(socketBase)}/seat`, exchange: `${folder(base)}/vendors/${vendor}/seat` };
}

/** By text: `origin` of a socket's address is not the same in every browser. */
function folder(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname.replace(/\/$/u, '')}`;
}

/**
 * The centre a script was loaded from: what stands before `path` in its address (`/vendors/`, where the centre serves it there),
 * else the root of its host. Throws `TypeError` for what is no URL.
 */
export function centreOfScript(src: string, path: string): string {
  const { origin, pathname } = new URL(src);
  return origin + pathname.slice(0, Math.max(0, pathname.indexOf(path)));
}

/** Where a script tag has put its code. */
export interface ScriptPlace {
  /** Keeps the address of the script that runs now; it can only be known while that runs. */
  remember(): void;
  /** The centre it came from; without a script the page's host, and nothing outside of a page. */
  centre(): string;
}

/** The place of a facade's script, which the centre serves at `path`. */
export function createScriptPlace(path: string): ScriptPlace {
  let src = '';
  return {
    remember() {
      const script = typeof document === 'undefined' ? null : document.currentScript;
      if (script && script instanceof HTMLScriptElement) src = script.src;
    },
    centre() {
      if (src !== '') return centreOfScript(src, path);
      return typeof location === 'undefined' ? '' : location.origin;
    },
  };
}
