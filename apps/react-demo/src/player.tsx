import { type CallRecording, minutesOf } from 'demo-kit';
import { Download, Pause, Play } from 'lucide-react';

import { usePlayer } from './use-player.ts';

interface PlayerProps {
  agent: string;
  recording: CallRecording;
  /** Of whom it is. */
  name: string;
}

/** Plays a recording: play, pause, go to a place; once it is loaded it can be kept as a file. */
export function Player({ agent, recording, name }: PlayerProps) {
  const player = usePlayer(agent, recording);
  const { audio, url, file, state, playing, atMs, lengthMs, problem } = player;
  const label = playing ? `Pause the recording of ${name}` : `Play the recording of ${name}`;
  return (
    <div className="player" role="group" aria-label={`Recording of ${name}`} data-recording-id={recording.id}>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={playing ? 'Pause' : 'Play'}
        aria-busy={state === 'loading'}
        onClick={player.toggle}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${minutesOf(atMs)} of ${minutesOf(lengthMs)}`}
        min={0}
        max={lengthMs}
        step={100}
        value={Math.min(atMs, lengthMs)}
        disabled={url === null}
        onChange={({ target }) => player.seek(Number(target.value))}
      />
      <span className="player-time">
        {minutesOf(atMs)} / {minutesOf(lengthMs)}
      </span>
      {/* It has its place before it is there, so that nothing moves. */}
      <a
        className="icon-button"
        aria-label="Download"
        title="Download"
        {...(url === null ? { 'aria-hidden': true } : { href: url, download: file })}
      >
        <Download aria-hidden />
      </a>
      {problem !== null && (
        <p className="field-problem" role="status">
          {problem}
        </p>
      )}
      {/* There is nothing to caption it with. */}
      <audio ref={audio} {...player.listeners} {...(url === null ? {} : { src: url })} />
    </div>
  );
}
