/** Files of a course. */

/** What is taken, each known by its bytes. A name ends in the first of its endings. */
export const MEDIA_TYPES = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/ogg': ['ogg', 'oga'],
  'text/vtt': ['vtt'],
  'application/pdf': ['pdf'],
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;

export type Media = {
  courseId: string;
  name: string;
  sha256: string;
  type: MediaType;
  bytes: number;
  added: Date;
};

const MB = 1_048_576;
/** The largest file of each kind. */
export const MOST_BYTES = { picture: 20 * MB, captions: 2 * MB, document: 50 * MB, recording: 500 * MB } as const;
/** All files of one organisation together. */
export const MOST_BYTES_OF_ORGANISATION = 5 * 1024 * MB;
export const MOST_FILES_OF_COURSE = 1000;

export function mostBytesOf(type: MediaType): number {
  if (type.startsWith('image/')) return MOST_BYTES.picture;
  if (type === 'text/vtt') return MOST_BYTES.captions;
  return type === 'application/pdf' ? MOST_BYTES.document : MOST_BYTES.recording;
}
