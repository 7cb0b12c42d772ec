/**
 * A recording: speed and captions as one likes them, on every device; goes on at the second where one stopped; keys while the player has
 * the focus. Without script the browser's own controls do what they do.
 */

const STEP_SECONDS = 10;
const NEAR_END_SECONDS = 5;

const figure = document.querySelector<HTMLElement>('[data-playback]');
const media = figure?.querySelector<HTMLMediaElement>('video, audio');
if (figure && media) play(figure, media);

function play(figure: HTMLElement, media: HTMLMediaElement): void {
  const choices = figure.querySelector<HTMLElement>('.playback-choices');
  const speed = figure.querySelector<HTMLSelectElement>('[name=speed]');
  const captions = figure.querySelector<HTMLSelectElement>('[name=captions]');
  if (!choices || !speed) return;
  choices.hidden = false;

  const useSpeed = (): void => {
    media.defaultPlaybackRate = Number(speed.value);
    media.playbackRate = Number(speed.value);
  };
  const useCaptions = (): void => {
    for (const track of media.textTracks) track.mode = track.language === captions?.value ? 'showing' : 'disabled';
  };
  const remember = (): void => {
    const body = JSON.stringify({ speed: Number(speed.value), captions: captions?.value || null });
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    void fetch('/my/learning/playback', { method: 'PUT', body, headers, keepalive: true }).catch(() => undefined);
  };
  speed.addEventListener('change', () => {
    useSpeed();
    remember();
  });
  captions?.addEventListener('change', () => {
    useCaptions();
    remember();
  });

  const resume = (): void => {
    const place = document.querySelector<HTMLElement>('[data-learn]')?.dataset.place ?? '{}';
    const { seconds = 0 } = JSON.parse(place) as { seconds?: number };
    if (seconds > 0 && !(seconds > media.duration - NEAR_END_SECONDS)) media.currentTime = seconds;
  };
  const choose = (select: HTMLSelectElement | null | undefined, index: number): void => {
    if (!select || index < 0 || index >= select.options.length) return;
    select.selectedIndex = index;
    select.dispatchEvent(new Event('change'));
  };
  let last = 1;
  const keys: Record<string, () => void> = {
    ' ': () => (media.paused ? void media.play() : media.pause()),
    k: () => keys[' ']?.(),
    j: () => (media.currentTime = Math.max(0, media.currentTime - STEP_SECONDS)),
    l: () => (media.currentTime = Math.min(media.duration || 0, media.currentTime + STEP_SECONDS)),
    c: () => {
      if (captions?.selectedIndex) last = captions.selectedIndex;
      choose(captions, captions?.selectedIndex ? 0 : last);
    },
    '<': () => choose(speed, speed.selectedIndex - 1),
    '>': () => choose(speed, speed.selectedIndex + 1),
  };
  media.tabIndex = 0;
  media.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });

  useSpeed();
  useCaptions();
  if (media.readyState > 0) resume();
  else media.addEventListener('loadedmetadata', resume, { once: true });
}
