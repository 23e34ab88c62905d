// An answer can be felt and, if somebody wants that, heard: short for good, twice for look, long for wrong.

const PATTERNS: Record<string, number[]> = {
  "is-good": [60],
  "is-info": [40, 60, 40],
  "is-soon": [120, 80, 120],
  "is-now": [400],
};
const PITCHES: Record<string, number> = { "is-good": 880, "is-info": 660, "is-soon": 440, "is-now": 220 };

let audio: AudioContext | undefined;

export function feel(tone: string, withSound: boolean): void {
  navigator.vibrate?.(PATTERNS[tone] ?? []);
  const pitch = PITCHES[tone];
  if (!withSound || !pitch) return;
  audio ??= new AudioContext();
  const [voice, volume] = [audio.createOscillator(), audio.createGain()];
  voice.frequency.value = pitch;
  volume.gain.value = 0.1;
  voice.connect(volume).connect(audio.destination);
  voice.start();
  voice.stop(audio.currentTime + 0.12);
}
