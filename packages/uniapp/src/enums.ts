/** Numbers by name, and names by number, as the vendor's enums are at run time. */
export type TwoWay<T extends Readonly<Record<string, number>>> = { readonly [Name in keyof T]: T[Name] } & {
  readonly [value: number]: string;
};

/** Makes one. Of two names for one number the first is the number's name. */
export function twoWay<const T extends Readonly<Record<string, number>>>(numbers: T): TwoWay<T> {
  const both: Record<string | number, string | number> = { ...numbers };
  for (const name of Object.keys(numbers).reverse()) both[numbers[name] ?? 0] = name;
  return Object.freeze(both) as unknown as TwoWay<T>;
}

/** How somebody signs in. Only `Agent` is there. */
export const TCCCLoginType = /* @__PURE__ */ twoWay({ Sip: 0, Agent: 1, NoDomainModel: 2 });

/** Why a call ended, the first argument of `onEnded`. */
export const TCCCEndReason = /* @__PURE__ */ twoWay({
  ...{ Error: 0, Timeout: 1, Replaced: 2, LocalBye: 3, RemoteBye: 4 },
  ...{ LocalCancel: 5, RemoteCancel: 6, Rejected: 7, Referred: 8 },
});

/** Who called, `sessionDirection` of `onNewSession`. */
export const TCCCSessionDirection = /* @__PURE__ */ twoWay({ CallIn: 0, CallOut: 1 });

/** Where sound comes out, for `getDeviceManager().setAudioRoute()`. */
export const TCCCAudioRoute = /* @__PURE__ */ twoWay({ Speakerphone: 0, Earpiece: 1 });

/** `quality` of `onNetworkQuality`. */
export const TCCCQuality = /* @__PURE__ */ twoWay({
  ...{ Unknown: 0, Excellent: 1, Good: 2, Poor: 3, Bad: 4, Vbad: 5, Down: 6 },
});

/** Which connection is meant, the argument of `onConnectionLost` and its kin. */
export const TCCCServerType = /* @__PURE__ */ twoWay({ TCCCServer: 0, TRTCServer: 1 });

/** For `setLogLevel()`. */
export const TCCCLogLevel = /* @__PURE__ */ twoWay({
  ...{ Verbose: 0, Debug: 1, Info: 2, Warn: 3, Error: 4, Fatal: 5, None: 6 },
});

/** Named by the vendor; the centre's sound is the same for all. */
export const TCCCAudioQuality = /* @__PURE__ */ twoWay({ Speech: 1, Default: 2, Music: 3 });

/** Kind of call, `type` of `call()`. */
export const TCCCCallType = /* @__PURE__ */ twoWay({ Voip: 0, Video: 1 });
