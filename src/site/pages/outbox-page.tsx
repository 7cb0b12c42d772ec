/** The letters of a demonstration: they are kept here to be read, and go nowhere. */
import type { Mail } from '../../platform/mail/index.js';
import { type Frame, Layout, State } from '../../ui/index.js';

export function OutboxPage({ frame, letters }: { frame: Frame; letters: readonly Mail[] }) {
  return (
    <Layout frame={frame} title="Letters of this demonstration" unlisted>
      <div class="wrap page prose-page">
        <h1>Letters of this demonstration</h1>
        <p class="lede">
          This Cairn runs on one machine for trying out. Letters are kept here, the newest first, and are sent to
          nobody.
        </p>
        {letters.length === 0 && <State kind="empty" title="No letter was written yet" />}
        {letters.map(({ id, recipient, subject, text, createdAt }) => (
          <article class="section" aria-labelledby={`letter-${id}`}>
            <h2 id={`letter-${id}`}>{subject}</h2>
            <p class="small quiet">
              To {recipient}, {createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC
            </p>
            <div class="panel letter">{linked(text, frame.origin)}</div>
          </article>
        ))}
      </div>
    </Layout>
  );
}

/** Addresses of this site in a letter become links that are clicked. */
function linked(text: string, origin: string) {
  return text.split(/(https?:\/\/[^\s]+)/).map((part) => {
    if (!part.startsWith(`${origin}/`)) return part;
    return <a href={part.slice(origin.length)}>{part}</a>;
  });
}
