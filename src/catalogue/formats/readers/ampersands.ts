/** An ampersand that begins no reference. */
const BARE = /&(?!(?:[a-z][a-z0-9]{0,30}|#\d{1,7}|#x[0-9a-f]{1,6});)/gi;
/** The longest that a reference or a mark of CDATA can be. */
const LONGEST = 34;
const OPEN = '<![CDATA[';
const CLOSE = ']]>';

/**
 * "Research & development" written bare is the commonest fault of feeds, and after it an XML parser looks for a semicolon to the end
 * of the file. What is meant is plain, so it is written as it should be; CDATA stays as it is. Works on text in pieces.
 */
export class Ampersands {
  /** Some were found. */
  found = false;
  private carry = '';
  private inCdata = false;

  /** The text so far, but for an end that could still become a reference or a mark; with `last`, all of it. */
  mend(piece: string, last = false): string {
    const text = this.carry + piece;
    const keep = last ? text.length : endOfSure(text);
    this.carry = text.slice(keep);
    return this.mendSure(text.slice(0, keep));
  }

  private mendSure(text: string): string {
    const out: string[] = [];
    for (let at = 0; at < text.length; ) {
      const mark = text.indexOf(this.inCdata ? CLOSE : OPEN, at);
      const end = mark === -1 ? text.length : mark + (this.inCdata ? CLOSE.length : 0);
      const part = text.slice(at, end);
      out.push(this.inCdata ? part : part.replace(BARE, () => this.mended()));
      if (mark !== -1) {
        if (!this.inCdata) out.push(OPEN);
        at = this.inCdata ? end : end + OPEN.length;
        this.inCdata = !this.inCdata;
      } else at = end;
    }
    return out.join('');
  }

  private mended(): string {
    this.found = true;
    return '&amp;';
  }
}

function endOfSure(text: string): number {
  const tail = Math.max(0, text.length - LONGEST);
  const unsure = /[&<\]]/.exec(text.slice(tail));
  return unsure ? tail + unsure.index : text.length;
}
