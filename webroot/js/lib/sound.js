const SOUND = { hertz: [660, 880], seconds: 0.16, volume: 0.08 };

/** Two notes, made by the browser itself. @param {AudioContext} audio */
export function sound(audio) {
  if (audio.resume) audio.resume();
  SOUND.hertz.forEach((hertz, index) => {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const begins = audio.currentTime + index * SOUND.seconds;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(SOUND.volume, begins);
    volume.gain.linearRampToValueAtTime(0.0001, begins + SOUND.seconds);
    tone.connect(volume);
    volume.connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + SOUND.seconds);
  });
}
