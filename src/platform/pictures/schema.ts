/** What is to be drawn, and why it was not. */

export type Drawing = {
  /** SVG. Pictures in it stand inside as data; nothing is read from anywhere. */
  svg: string;
  /** Pixels; the height follows. */
  width: number;
};

/** No picture was drawn: the SVG is at fault, or there was no time. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly status: 422 | 503;
  constructor(message: string, status: 422 | 503) {
    super(message);
    this.status = status;
  }
}
