/** A recording with its captions and its transcript. It plays without script; with it, speed, captions and place are kept. */
import { Select } from '../../../ui/index.js';
import type { Step } from '../../schema/index.js';
import { type Playback, SPEEDS } from '../../schema/player.js';

type VideoStep = Extract<Step, { type: 'video' }>;
type RecordingProps = {
  step: VideoStep;
  media: (name: string) => string;
  /** Drawn Markdown. */
  transcript: string;
  playback: Playback | null;
};

const AUDIO = /\.(mp3|m4a|aac|oga|ogg|opus|wav|flac)$/;

export function Recording({ step, media, transcript, playback }: RecordingProps) {
  const name = nameOf(step.video);
  const isAudio = AUDIO.test(name);
  const captions = playback?.captions ?? null;
  const tracks = step.captions.map(({ language, label, file }) => (
    <track kind="captions" src={media(nameOf(file))} srcLang={language} label={label} default={language === captions} />
  ));
  const source = { src: media(name), controls: true, preload: 'metadata', 'aria-label': step.title } as const;
  return (
    <figure class="recording" data-playback>
      {isAudio ? (
        <audio {...source}>{tracks}</audio>
      ) : (
        <video {...source} poster={step.poster && media(nameOf(step.poster))} playsInline>
          {tracks}
        </video>
      )}
      <figcaption>
        <Choices step={step} playback={playback} />
        {transcript !== '' && (
          <details>
            <summary>Transcript</summary>
            <div class="prose" dangerouslySetInnerHTML={{ __html: transcript }} />
          </details>
        )}
        <p class="small">
          <a href={media(name)} download>
            Take the recording along
          </a>
        </p>
      </figcaption>
    </figure>
  );
}

/** Shown by the script that makes them work; without it the browser's own controls are there. */
function Choices({ step, playback }: Pick<RecordingProps, 'step' | 'playback'>) {
  return (
    <div class="playback-choices" hidden>
      <Select
        id="speed"
        name="speed"
        label="Speed"
        value={String(playback?.speed ?? 1)}
        options={SPEEDS.map((speed) => ({
          value: String(speed),
          label: speed === 1 ? 'as recorded' : `${speed} times`,
        }))}
      />
      {step.captions.length > 0 && (
        <Select
          id="captions"
          name="captions"
          label="Captions"
          value={playback?.captions ?? ''}
          options={[
            { value: '', label: 'off' },
            ...step.captions.map(({ language, label }) => ({ value: language, label })),
          ]}
        />
      )}
      <details>
        <summary>Keys</summary>
        <p class="small">
          While the player has the focus: <kbd>space</kbd> or <kbd>k</kbd> plays and pauses, <kbd>j</kbd> goes back ten
          seconds, <kbd>l</kbd> goes on ten seconds, <kbd>c</kbd> turns captions on and off, <kbd>&lt;</kbd> and{' '}
          <kbd>&gt;</kbd> make it slower and faster.
        </p>
      </details>
    </div>
  );
}

function nameOf(reference: string): string {
  return reference.replace(/^media:/, '');
}
