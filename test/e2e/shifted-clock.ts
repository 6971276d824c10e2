import { type Clock, systemClock } from '../../src/clock.ts';

/** The system's clock, put forward: lets a real box live through a week's end. */
export class ShiftedClock implements Clock {
  #shift = 0;

  now(): number {
    return systemClock.now() + this.#shift;
  }

  forward(ms: number): void {
    this.#shift += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal);
  }
}
