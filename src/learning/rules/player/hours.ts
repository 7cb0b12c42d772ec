/** Time in words. Hours designed, declared and observed are three things, and never added up. */

/** `1 hour 20 minutes`. */
export function minutesInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [
    hours > 0 && `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    (rest > 0 || hours === 0) && `${rest} ${rest === 1 ? 'minute' : 'minutes'}`,
  ];
  return words.filter(Boolean).join(' ');
}

/** Seconds as the minutes that are full: what is observed is never rounded up. */
export function observedInWords(seconds: number): string {
  return seconds < 60 ? 'less than a minute' : minutesInWords(Math.floor(seconds / 60));
}
