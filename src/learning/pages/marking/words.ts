/** Words of the pages of marking. */

/** What a submission is called where nobody is to know whose it is: the end of its id, which is random. */
export function numberOf(id: string): string {
  return `no. ${id.slice(-6).toUpperCase()}`;
}
