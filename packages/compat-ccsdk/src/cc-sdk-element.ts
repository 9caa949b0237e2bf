import type { Answer } from './codes.ts';
import { detailOf, type Detail } from './detail.ts';
import type { SdkEvents } from './follow.ts';
import { pageSdk } from './page-sdk.ts';
import { drawPanel } from './panel.ts';
import type { Outlet } from './sdk.ts';

/** Outside of a browser there is nothing to extend; the class is never made there. */
const Base = (typeof HTMLElement === 'undefined' ? class {} : HTMLElement) as typeof HTMLElement;

/** What the document calls this event in one place. */
const SEAT_STATUS_ALIAS = 'seatStatus';

/**
 * The vendor's element over a Callstation seat: four events with a list in `detail`, three methods, and a panel unless
 * `noWorkMode` is on. Sign in by `register`.
 *
 * @element cc-sdk
 * @example
 * <cc-sdk id="sdk"></cc-sdk>
 */
export class CcSdkElement extends Base {
  readonly #outlet: Outlet = {
    tell: (name, payload) => this.#dispatch(name, payload),
    show: (seat, settings) => {
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      drawPanel(shadow, seat, settings);
    },
  };

  connectedCallback(): void {
    pageSdk.attach(this.#outlet);
  }

  disconnectedCallback(): void {
    pageSdk.detach(this.#outlet);
  }

  /** Calls `phone`; `info`, at most 1,000 characters of it, is shown with the call. What fails is told by `onHttp`. */
  callPhone(option: { phone: string; info?: string }): void {
    void pageSdk.callPhone(option);
  }

  /** Ends the call there is. The callback, if any, hears once: code 0, or 999901. */
  hangupCall(callback?: (answer: Answer) => void): void {
    void pageSdk.hangupCall(callback);
  }

  /** Connects again after `onWebrtcStatus` said 0. */
  reConnectWebrtc(): void {
    void pageSdk.reConnectWebrtc();
  }

  override addEventListener(...args: Parameters<HTMLElement['addEventListener']>): void {
    if (String(args[0]) === SEAT_STATUS_ALIAS) pageSdk.warn('seatStatus is onSeatStatus');
    super.addEventListener(...args);
  }

  #dispatch<N extends keyof SdkEvents>(name: N, payload: SdkEvents[N]): void {
    const detail = detailOf(payload);
    this.dispatchEvent(new CustomEvent(name, { detail }));
    if (name === 'onSeatStatus') this.dispatchEvent(new CustomEvent(SEAT_STATUS_ALIAS, { detail }));
  }
}

/** Makes `<cc-sdk>` known to the browser. Does nothing outside of one, or a second time. */
export function defineCcSdk(): void {
  if (typeof customElements === 'undefined' || customElements.get('cc-sdk')) return;
  customElements.define('cc-sdk', CcSdkElement);
}

/** The element's own events. */
export type CcSdkEventMap = { [N in keyof SdkEvents]: CustomEvent<Detail<SdkEvents[N]>> };

declare global {
  interface HTMLElementTagNameMap {
    'cc-sdk': CcSdkElement;
  }
}
