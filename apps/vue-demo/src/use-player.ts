import { useCalls } from '@callstation/vue';
import { explain, loadRecording, type CallRecording } from 'demo-kit';
import { computed, nextTick, onScopeDispose, ref, watch, type Ref } from 'vue';

const UNPLAYABLE = 'This browser cannot play the recording. Download it instead.';

/** What {@link usePlayer} gives. Times in milliseconds. */
export interface PlayerHandle {
  /** Where the page has the sound; null until it is loaded. */
  url: Ref<string | null>;
  /** What it is called when it is kept. */
  file: Ref<string>;
  state: Ref<'new' | 'loading' | 'ready'>;
  playing: Ref<boolean>;
  atMs: Ref<number>;
  lengthMs: Ref<number>;
  problem: Ref<string | null>;
  /** Plays, loading it first; or pauses. */
  toggle: () => void;
  seek: (ms: number) => void;
  /** For the `<audio>` element: how far it is, how long it is, and that it cannot be played. */
  onTime: () => void;
  onLength: () => void;
  onError: () => void;
}

/** A recording that is loaded when it is first played, and stops when a call rings: the agent must hear that. */
export function usePlayer(
  audio: Readonly<Ref<HTMLAudioElement | null>>,
  agent: string,
  { id, ms }: CallRecording,
): PlayerHandle {
  const [url, file, problem] = [ref<string | null>(null), ref(''), ref<string | null>(null)];
  const [state, playing] = [ref<'new' | 'loading' | 'ready'>('new'), ref(false)];
  const [atMs, lengthMs] = [ref(0), ref(ms)];
  let left = false;
  async function load(): Promise<void> {
    state.value = 'loading';
    problem.value = null;
    try {
      const sound = await loadRecording(agent, id);
      if (left) return;
      file.value = `${id}.${sound.type.includes('wav') ? 'wav' : 'ogg'}`;
      url.value = URL.createObjectURL(sound);
      state.value = 'ready';
      await nextTick();
      await play(audio.value);
    } catch (error) {
      state.value = 'new';
      problem.value = explain(error);
    }
  }
  const calls = useCalls();
  const rings = computed(() => calls.value.some(({ phase }) => phase === 'offered'));
  watch(rings, (now) => now && audio.value?.pause());
  onScopeDispose(() => {
    left = true;
    if (url.value !== null) URL.revokeObjectURL(url.value);
  });
  return {
    ...{ url, file, state, playing, atMs, lengthMs, problem },
    toggle() {
      if (state.value === 'new') void load();
      else if (playing.value) audio.value?.pause();
      else void play(audio.value);
    },
    seek(to) {
      if (audio.value) audio.value.currentTime = to / 1000;
      atMs.value = to;
    },
    onTime: () => (atMs.value = Math.round((audio.value?.currentTime ?? 0) * 1000)),
    onLength() {
      const seconds = audio.value?.duration ?? Number.NaN;
      // A stream that does not know its length says Infinity.
      if (Number.isFinite(seconds)) lengthMs.value = Math.round(seconds * 1000);
    },
    onError: () => (problem.value = UNPLAYABLE),
  };
}

/** One recording at a time; a browser that holds the sound back leaves it paused. */
async function play(audio: HTMLAudioElement | null): Promise<void> {
  if (audio === null) return;
  for (const other of document.querySelectorAll<HTMLAudioElement>('.player audio')) if (other !== audio) other.pause();
  await audio.play().catch(() => undefined);
}
