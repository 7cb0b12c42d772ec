/** Icons of lucide (lucide.dev), ISC licence, © Lucide Contributors; see NOTICE. Always beside a word, so hidden from assistive technology. */

const PATHS = {
  'arrow-left': ['M12 19l-7-7 7-7', 'M19 12H5'],
  'arrow-right': ['M5 12h14', 'M12 5l7 7-7 7'],
  bell: [
    'M10.268 21a2 2 0 0 0 3.464 0',
    'M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326',
  ],
  calendar: [
    'M8 2v4',
    'M16 2v4',
    'M5 4h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
    'M3 10h18',
  ],
  check: ['M20 6 9 17l-5-5'],
  'circle-question-mark': [
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z',
    'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3',
    'M12 17h.01',
  ],
  columns: ['M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z', 'M9 3v18', 'M15 3v18'],
  download: ['M12 15V3', 'M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4', 'M7 10l5 5 5-5'],
  'external-link': ['M15 3h6v6', 'M10 14 21 3', 'M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6'],
  info: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z', 'M12 16v-4', 'M12 8h.01'],
  minus: ['M5 12h14'],
  rss: ['M4 11a9 9 0 0 1 9 9', 'M4 4a16 16 0 0 1 16 16', 'M5 18a1 1 0 1 0 0 2 1 1 0 0 0 0-2z'],
  search: ['M21 21l-4.34-4.34', 'M11 3a8 8 0 1 0 0 16 8 8 0 0 0 0-16z'],
  sliders: ['M10 5H3', 'M12 19H3', 'M14 3v4', 'M16 17v4', 'M21 12h-9', 'M21 19h-5', 'M21 5h-7', 'M8 10v4', 'M8 12H3'],
  'triangle-alert': [
    'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3',
    'M12 9v4',
    'M12 17h.01',
  ],
  x: ['M18 6 6 18', 'M6 6l12 12'],
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="ico" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name].join('')} />
    </svg>
  );
}

/** The filled star of a rating, in gorse. */
export function Star() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2.5l2.9 6.2 6.8.8-5 4.7 1.3 6.7L12 17.6 6 20.9l1.3-6.7-5-4.7 6.8-.8z" />
    </svg>
  );
}

/** The mark: three stones. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" fill="currentColor">
      <path d="M3.2 29.2C1 27.4 1.4 23.6 4.4 22.4c3-1.1 19-1.5 22.6-.5 3.6 1 4.6 5 2.4 7-.9.8-2.3 1.1-4 1.1H7c-1.7 0-2.9-.1-3.8-.8zM7.3 19.7c-2-1.3-1.9-4.9.6-6 2.5-1.1 13-1.6 15.6-.7 2.9 1 3.3 5 1.1 6.5-1.7 1-15.3 1.3-17.3.2zM11.6 10.5c-2-1.2-1.8-5.3.7-7 2.3-1.6 6.5-1.9 8.3-.2 2 1.9 2.1 5.9.2 7.1-1.5.9-7.7 1-9.2.1z" />
    </svg>
  );
}
