/** What the libraries throw, in our words. */
import { LinkedDataError } from '../types.js';

type Details = { code?: unknown; term?: unknown; event?: { code?: unknown; details?: Record<string, unknown> } };

/** Terms and types that no context defines, as `jsonld` names the events that safe mode refuses. */
const UNDEFINED = ['invalid property', 'relative @type reference', 'relative property reference'];

export function linkedDataErrorOf(error: unknown): LinkedDataError {
  if (error instanceof LinkedDataError) return error;
  const details = detailsOf(error);
  const within = detailsOf((details as { cause?: unknown }).cause);
  const event = details.event ?? within.event;
  if (event) return eventError(String(event.code), subjectOf(event.details));
  const message = error instanceof Error ? error.message : String(error);
  if (/maximum deep iterations|Maximum .* exceeded/i.test(message))
    return new LinkedDataError(
      'too-long',
      'The document has so many alike nodes without an id that telling them apart takes too long.',
    );
  if (error instanceof RangeError)
    return new LinkedDataError('too-large', 'The document is too large or nested too deep.');
  const code = typeof details.code === 'string' ? details.code : null;
  const subject = typeof details.term === 'string' ? details.term : null;
  const isContext = code !== null && /context|term|protected|keyword|IRI mapping|base IRI|vocab/.test(code);
  const what = code ?? message;
  return new LinkedDataError(
    isContext ? 'context' : 'invalid',
    `The document cannot be read as linked data (${what}${subject ? `: ${subject}` : ''}).`,
    subject,
  );
}

function detailsOf(error: unknown): Details {
  const details = error instanceof Error && 'details' in error ? error.details : null;
  return details !== null && typeof details === 'object' ? details : {};
}

function eventError(code: string, subject: string | null): LinkedDataError {
  const name = subject === null ? '' : ` “${subject.slice(0, 200)}”`;
  if (UNDEFINED.includes(code))
    return new LinkedDataError(
      'undefined-term',
      `No context of the document defines${name || ' one of its terms'}.`,
      subject,
    );
  return new LinkedDataError(
    'invalid',
    `The document cannot be read as linked data (${code}${name && `:${name}`}).`,
    subject,
  );
}

function subjectOf(details: Record<string, unknown> | undefined): string | null {
  const value = Object.values(details ?? {}).find((one) => typeof one === 'string');
  return typeof value === 'string' ? value : null;
}
