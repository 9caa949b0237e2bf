import type { Clock } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { Switch, SwitchOrder } from '../switch/switch.ts';

/** Runs an order that is data. Rejects with what the switch says, or `timeout` after `timeoutMs`. */
export function runOrder(port: Switch, order: SwitchOrder, clock: Clock, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = new CallstationError('timeout', `The switch did not finish ${order[0]} in time.`);
    let given = false;
    const cancel = clock.after(timeoutMs, () => {
      given = true;
      reject(late);
    });
    call(port, order).then(
      () => {
        cancel();
        resolve();
        // A leg that comes up after all belongs to nobody.
        if (given && order[0] === 'dial') port.hangup(order[1], { reason: 'noAnswer', by: 'timer' }).catch(() => {});
      },
      (error: unknown) => {
        cancel();
        reject(CallstationError.from(error));
      },
    );
  });
}

async function call(port: Switch, order: SwitchOrder): Promise<void> {
  switch (order[0]) {
    case 'dial':
      return port.dial(order[1], order[2], order[3]);
    case 'play':
      return port.play(order[1], order[2], order[3], order[4]);
    case 'record':
      return port.record(order[1], order[2], order[3]);
    case 'supervise':
      return port.supervise(order[1], order[2], order[3]);
    case 'hangup':
      return port.hangup(order[1], order[2]);
    case 'refer':
      return port.refer(order[1], order[2]);
    case 'join':
      return port.join(order[1], order[2]);
    case 'hold':
      return port.hold(order[1], order[2]);
    case 'gate':
      return port.gate(order[1], order[2]);
    case 'digits':
      return port.digits(order[1], order[2]);
    case 'pauseRecord':
      return port.pauseRecord(order[1], order[2]);
    case 'ring':
    case 'answer':
    case 'leave':
    case 'unhold':
    case 'stopPlay':
    case 'stopRecord':
      return port[order[0]](order[1]);
  }
}
