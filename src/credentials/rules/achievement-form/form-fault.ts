/** What a field says cannot be read. */
export class FormFault extends Error {
  override readonly name = 'FormFault';
}
