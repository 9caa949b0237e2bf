export { setup, TcccWorkstation, TcccWorkstation as TCCCWorkstation } from './tccc-workstation.ts';
export {
  TCCCAudioQuality,
  TCCCAudioRoute,
  TCCCCallType,
  TCCCEndReason,
  TCCCLoginType,
  TCCCLogLevel,
  TCCCQuality,
  TCCCServerType,
  TCCCSessionDirection,
  type TwoWay,
} from './enums.ts';
export { TcccErrorCode, TcccErrorCode as TCCCErrorCode, TcccWarningCode } from './error-codes.ts';
export { TcccError } from './failure.ts';
export { createUniWorkstation, type UniWorkstationOptions } from './uni-workstation.ts';
export { browserHost } from './hosts/browser/browser-host.ts';
export { mobileHost, type MobileHostOptions } from './hosts/mobile/mobile-host.ts';
export { webviewHost, type WebviewHostOptions } from './hosts/webview/webview-host.ts';
export { nativeHost, type NativeMedia } from './hosts/native/native-host.ts';
export type { TcccDeviceManager } from './device-manager.ts';
export type { AudioRoute, HostAudio, HostKind, HostLogin, MediaHost } from './hosts/media-host.ts';
export type { LogConsole } from './ports/level-logger.ts';
export type { TcccAnswer, TcccCallback } from './answer.ts';
export type { TcccCallParams } from './call-params.ts';
export type { TcccEventMap, TcccEventName, TcccQualityOf, TcccSessionInfo } from './events.ts';
export type { TcccLoginParams } from './login-params.ts';
export type { TcccSettings } from './settings.ts';
