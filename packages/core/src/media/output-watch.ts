import type { Logger } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';
import type { OutputGate } from './output-gate.ts';

/** While something is to be heard: whether there is a device to hear it on. `changed` hears that a device came or went. */
export class OutputWatch {
  readonly #environment: Pick<MediaEnvironment, 'enumerateDevices' | 'onDeviceChange' | 'listsOutputs'>;
  readonly #gate: OutputGate;
  readonly #logger: Logger;
  readonly #changed: () => void;
  #end: (() => void) | null = null;

  constructor(
    environment: Pick<MediaEnvironment, 'enumerateDevices' | 'onDeviceChange' | 'listsOutputs'>,
    gate: OutputGate,
    logger: Logger,
    changed: () => void,
  ) {
    this.#environment = environment;
    this.#gate = gate;
    this.#logger = logger;
    this.#changed = changed;
  }

  /** Begins or ends; the same again changes nothing. */
  watch(on: boolean): void {
    if (!on) {
      this.#end?.();
      this.#end = null;
      this.#gate.setMissing(false);
      return;
    }
    // Where outputs are not listed, none in the list says nothing.
    if (this.#end || !this.#environment.listsOutputs()) return;
    const look = (): void => void this.#look();
    this.#end = this.#environment.onDeviceChange(() => {
      this.#changed();
      look();
    });
    look();
  }

  async #look(): Promise<void> {
    try {
      const devices = await this.#environment.enumerateDevices();
      // A list without anything is a browser that does not say; and meanwhile it may be over.
      if (this.#end && devices.length > 0) this.#gate.setMissing(devices.every(({ kind }) => kind !== 'audiooutput'));
    } catch (error) {
      this.#logger.debug('the devices could not be listed', { error });
    }
  }
}
