/** One socket of `uni.connectSocket`. */
export interface UniSocketTask {
  send(options: { data: string; fail?: (error: unknown) => void }): void;
  close(options: { code?: number; reason?: string; fail?: (error: unknown) => void }): void;
  onOpen(fn: () => void): void;
  onMessage(fn: (message: { data: unknown }) => void): void;
  onClose(fn: (end: { code?: number; reason?: string }) => void): void;
  onError(fn: (error: unknown) => void): void;
}

/** A player of `uni.createInnerAudioContext`. */
export interface UniAudio {
  src: string;
  loop: boolean;
  play(): void;
  stop(): void;
  destroy(): void;
  onEnded(fn: () => void): void;
  onPlay(fn: () => void): void;
  onError(fn: (error: { errMsg?: string }) => void): void;
}

interface UniRequest {
  url: string;
  method: 'POST';
  header: Record<string, string>;
  data: string;
  success: (answer: { statusCode: number; data: unknown }) => void;
  fail: (error: { errMsg?: string }) => void;
}

/** What of uni-app's global is used here. Old platforms lack some of it. */
export interface Uni {
  connectSocket(options: {
    url: string;
    protocols: string[];
    complete: () => void;
    fail: (error: { errMsg?: string }) => void;
  }): UniSocketTask | undefined;
  request(options: UniRequest): unknown;
  createInnerAudioContext?(): UniAudio;
  onNetworkStatusChange?(fn: (status: { isConnected: boolean }) => void): void;
  offNetworkStatusChange?(fn: (status: { isConnected: boolean }) => void): void;
  onAppShow?(fn: () => void): void;
  offAppShow?(fn: () => void): void;
  onAppHide?(fn: () => void): void;
  offAppHide?(fn: () => void): void;
  requireNativePlugin?(name: string): unknown;
}

/** Put in by uni-app's compilers, or a global. */
declare const uni: Uni | undefined;

/** uni-app's API; null outside of uni-app. */
export function uniApi(): Uni | null {
  return typeof uni === 'undefined' ? null : uni;
}
