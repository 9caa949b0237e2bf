import { createWorkstation, type Backend, type Workstation } from '@callstation/core';

import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { createFakeLogger, createFakeRandom } from '../fake-ports.ts';
import { createSeatCentre, type SeatCentre } from './seat-centre.ts';

/** A workstation at a centre of its own with one seat, on simulated time. */
export interface OpenSeat {
  centre: SeatCentre;
  clock: FakeClock;
  workstation: Workstation;
  /** Method and params of the newest request. */
  asked(): unknown[];
}

/**
 * Makes one, not connected yet. `through` puts something between the workstation and the centre.
 *
 * @example
 * const { centre, workstation } = createSeat();
 * await workstation.connect();
 * centre.callIn();
 */
export function createSeat(through: (backend: Backend, clock: FakeClock) => Backend = (backend) => backend): OpenSeat {
  const clock = createFakeClock();
  const centre = createSeatCentre(clock);
  const ports = { clock, random: createFakeRandom('page-'), logger: createFakeLogger() };
  const workstation = createWorkstation({ backend: through(centre.backend, clock), ports });
  return {
    ...{ centre, clock, workstation },
    asked() {
      const request = centre.backend.requests.at(-1);
      return [request?.method, request?.params];
    },
  };
}
