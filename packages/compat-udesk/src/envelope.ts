/** How the vendor answers: promises and events alike. */
export interface Envelope<Data = null> {
  /** `0000` for success; failures have six digits. */
  Code: string;
  Data: Data;
  Message: string;
  /** Whether `Message` may be shown to who works with the page. */
  Visible: boolean;
}

/** A good answer. */
export const success = <Data>(data: Data): Envelope<Data> => ({
  Code: '0000',
  Data: data,
  Message: '',
  Visible: false,
});

/** What promises reject with: an error with the four fields of the envelope. */
export class UdeskError extends Error implements Envelope {
  override readonly name = 'UdeskError';
  readonly Code: string;
  readonly Data = null;
  readonly Message: string;
  readonly Visible: boolean;

  constructor(code: string, message: string, visible = false, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.Code = code;
    this.Message = message;
    this.Visible = visible;
  }
}
