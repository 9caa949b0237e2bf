import { useCalls } from '@callstation/react';
import { type CallRecording, explain, loadRecording } from 'demo-kit';
import { type RefObject, useEffect, useRef, useState } from 'react';

/** What {@link usePlayer} gives. Times in milliseconds. */
export interface PlayerHandle {
  audio: RefObject<HTMLAudioElement | null>;
  /** Where the page has the sound; null until it is loaded. */
  url: string | null;
  /** What it is called when it is kept. */
  file: string;
  state: 'new' | 'loading' | 'ready';
  playing: boolean;
  atMs: number;
  lengthMs: number;
  problem: string | null;
  /** Plays, loading it first; or pauses. */
  toggle: () => void;
  seek: (ms: number) => void;
  /** For the `<audio>` element. */
  listeners: Record<'onPlay' | 'onPause' | 'onTimeUpdate' | 'onLoadedMetadata' | 'onError', () => void>;
}

const UNPLAYABLE = 'This browser cannot play the recording. Download it instead.';

/** A recording that is loaded when it is first played, and stops when a call rings: the agent must hear that. */
export function usePlayer(agent: string, { id, ms }: CallRecording): PlayerHandle {
  const audio = useRef<HTMLAudioElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [file, setFile] = useState('');
  const [state, setState] = useState<PlayerHandle['state']>('new');
  const [playing, setPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const [lengthMs, setLengthMs] = useState(ms);
  const [problem, setProblem] = useState<string | null>(null);
  const left = useLeft();
  useEffect(() => {
    if (url === null) return undefined;
    void play(audio.current);
    return () => URL.revokeObjectURL(url);
  }, [url]);
  usePauseAtRing(audio);
  const load = async (): Promise<void> => {
    setState('loading');
    setProblem(null);
    try {
      const sound = await loadRecording(agent, id);
      if (left.current) return;
      setFile(`${id}.${sound.type.includes('wav') ? 'wav' : 'ogg'}`);
      setUrl(URL.createObjectURL(sound));
      setState('ready');
    } catch (error) {
      if (left.current) return;
      setState('new');
      setProblem(explain(error));
    }
  };
  return {
    ...{ audio, url, file, state, playing, atMs, lengthMs, problem },
    toggle() {
      if (state === 'new') void load();
      else if (playing) audio.current?.pause();
      else void play(audio.current);
    },
    seek(to) {
      if (audio.current) audio.current.currentTime = to / 1000;
      setAtMs(to);
    },
    listeners: {
      onPlay: () => setPlaying(true),
      onPause: () => setPlaying(false),
      onTimeUpdate: () => setAtMs(Math.round((audio.current?.currentTime ?? 0) * 1000)),
      onLoadedMetadata() {
        const seconds = audio.current?.duration ?? Number.NaN;
        // A stream that does not know its length says Infinity.
        if (Number.isFinite(seconds)) setLengthMs(Math.round(seconds * 1000));
      },
      onError: () => setProblem(UNPLAYABLE),
    },
  };
}

/** One recording at a time; a browser that holds the sound back leaves it paused. */
async function play(audio: HTMLAudioElement | null): Promise<void> {
  if (audio === null) return;
  for (const other of document.querySelectorAll<HTMLAudioElement>('.player audio')) if (other !== audio) other.pause();
  await audio.play().catch(() => undefined);
}

/** Whether the component is gone, for what comes too late. */
function useLeft(): RefObject<boolean> {
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  return left;
}

function usePauseAtRing(audio: RefObject<HTMLAudioElement | null>): void {
  const rings = useCalls().some(({ phase }) => phase === 'offered');
  useEffect(() => {
    if (rings) audio.current?.pause();
  }, [rings, audio]);
}
