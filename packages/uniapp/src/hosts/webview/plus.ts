/** A page of its own beside the app's pages. */
export interface PlusWebview {
  evalJS(code: string): void;
  show(animation: string): void;
  close(animation: string): void;
  addEventListener?(event: 'loaded' | 'error', fn: () => void): void;
}

/** What `plus.android.requestPermissions` says. */
export interface PlusPermissions {
  granted?: string[];
  deniedPresent?: string[];
  deniedAlways?: string[];
}

/** A message from a page to the logic layer. */
export interface PlusMessage {
  data?: { type?: unknown; args?: unknown };
}

/** What of the App platform's global is used here. */
export interface Plus {
  os: { name?: string };
  webview: {
    create(url: string, id: string, styles: Record<string, unknown>): PlusWebview;
    getWebviewById(id: string): PlusWebview | null | undefined;
  };
  globalEvent: {
    addEventListener(name: 'plusMessage', fn: (message: PlusMessage) => void): void;
    removeEventListener(name: 'plusMessage', fn: (message: PlusMessage) => void): void;
  };
  io?: {
    /** Files of the app begin with `_www/`. Fails where there is none. */
    resolveLocalFileSystemURL(url: string, done: (entry: unknown) => void, failed: (error: unknown) => void): void;
  };
  android?: {
    requestPermissions(
      names: string[],
      done: (result: PlusPermissions) => void,
      failed: (error: { code?: number; message?: string }) => void,
    ): void;
  };
}

/** Put in by the App platform, in its logic layer and in its pages. */
declare const plus: Plus | undefined;

/** The App platform's API; null elsewhere. */
export function plusApi(): Plus | null {
  return typeof plus === 'undefined' ? null : plus;
}
