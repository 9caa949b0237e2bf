import type { Id } from '@callstation/core/model';
import type { DeskAt } from '../domain/types.ts';
import type { SwitchEvent } from '../switch/switch.ts';
import { DeskLeg } from './desk-leg.ts';
import type { DeskLegs, DeskLegsOptions } from './desk-legs.types.ts';

/** Makes the registry of {@link DeskLegs}. */
export function createDeskLegs(options: DeskLegsOptions): DeskLegs {
  return new DeskLegTable(options);
}

class DeskLegTable implements DeskLegs {
  readonly #options: DeskLegsOptions;
  readonly #byPlace = new Map<string, DeskLeg>();
  readonly #byLeg = new Map<Id, DeskLeg>();

  constructor(options: DeskLegsOptions) {
    this.#options = options;
  }

  take(at: DeskAt, user: Id, focus: boolean): void {
    const present = this.#byPlace.get(placeOf(at));
    const leg = present ?? this.#make(at);
    leg.take(user, focus);
    if (present === undefined) void leg.dial();
  }

  free(at: DeskAt, user: Id): void {
    this.#byPlace.get(placeOf(at))?.free(user);
  }

  gone(page: Id): void {
    this.#byPlace.get(placeOf({ page }))?.drop();
  }

  drop(at: DeskAt, by?: Id): void {
    this.#byPlace.get(placeOf(at))?.drop(undefined, by);
  }

  carries(page: Id): boolean {
    return this.#byPlace.get(placeOf({ page }))?.carries ?? false;
  }

  heard(event: SwitchEvent): boolean {
    const leg = 'leg' in event ? this.#byLeg.get(event.leg) : undefined;
    leg?.heard(event);
    return leg !== undefined;
  }

  stop(): void {
    for (const leg of [...this.#byLeg.values()]) leg.drop({ reason: 'localHangup', by: 'system' });
  }

  #make(at: DeskAt): DeskLeg {
    const place = placeOf(at);
    const leg: DeskLeg = new DeskLeg(at, this.#options, () => {
      this.#byLeg.delete(leg.id);
      if (this.#byPlace.get(place) === leg) this.#byPlace.delete(place);
    });
    this.#byPlace.set(place, leg);
    this.#byLeg.set(leg.id, leg);
    return leg;
  }
}

function placeOf(at: DeskAt): string {
  return JSON.stringify('page' in at ? [at.page] : [at.trunk, at.phone, at.of]);
}
