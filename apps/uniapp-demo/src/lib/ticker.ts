import { ref } from 'vue';

/** The time, every half second between `start` and `stop`. */
export function createTicker() {
  const now = ref(Date.now());
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(timer);
  const start = (): void => {
    stop();
    now.value = Date.now();
    timer = setInterval(() => (now.value = Date.now()), 500);
  };
  return { now, start, stop };
}
