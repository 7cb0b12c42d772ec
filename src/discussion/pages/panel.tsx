/** The discussion beneath a page: threads, and the form to write. Works without script; each act has a page of its own. */
import { countOf, Notice, Pager, Section, TextArea } from '../../ui/index.js';
import { type Discussion, type ShownPost, type ShownThread, THREADS_A_PAGE } from '../actions/threads.js';
import { MOST_CHARACTERS, paragraphsOf } from '../rules/text.js';
import { momentOf } from './words.js';

type PanelProps = {
  discussion: Discussion;
  /** Above the threads: what one might write here. */
  invitation?: string;
  title?: string;
};

/** Draws what `readDiscussion` found. Put it at the end of a page. */
export function DiscussionPanel({ discussion, invitation, title = 'Comments' }: PanelProps) {
  const { count, threads, page, total, href } = discussion;
  return (
    <Section
      id="comments"
      title={title}
      aside={count > 0 ? <span class="quiet small num">{countOf(count, 'comment')}</span> : undefined}
    >
      <div class="discussion">
        {threads.length === 0 && <p class="quiet">Nobody has written here yet.</p>}
        {threads.length > 0 && (
          <ol class="threads">
            {threads.map((thread) => (
              <Thread thread={thread} stance={discussion.stance} />
            ))}
          </ol>
        )}
        <Pager
          page={page}
          perPage={THREADS_A_PAGE}
          total={total > THREADS_A_PAGE ? total : 0}
          hrefOf={(to) => `${to === 1 ? href : `${href}?comments=${to}`}#comments`}
        />
        <Writing discussion={discussion} invitation={invitation} />
      </div>
    </Section>
  );
}

function Thread({ thread: { first, answers }, stance }: { thread: ShownThread; stance: Discussion['stance'] }) {
  return (
    <li>
      <Comment post={first} stance={stance} />
      {answers.length > 0 && (
        <ol class="thread-answers">
          {answers.map((answer) => (
            <li>
              <Comment post={answer} stance={stance} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Comment({ post, stance }: { post: ShownPost; stance: Discussion['stance'] }) {
  return (
    <article class={post.gone ? 'comment comment-gone' : 'comment'} id={`post-${post.id}`}>
      <p class="comment-head small">
        <strong>{post.author ?? 'Somebody who left'}</strong>
        {post.answering && <span class="quiet"> to {post.answering}</span>}
        <time class="quiet" datetime={post.created.toISOString()}>
          {momentOf(post.created)}
        </time>
        {post.edited && !post.gone && <span class="quiet">changed since</span>}
      </p>
      {post.gone ? <p class="none">{GONE[post.gone]}</p> : <PostText text={post.text ?? ''} />}
      {!post.gone && <Acts post={post} stance={stance} />}
      {post.gone && post.gone !== 'removed' && post.isOwn && (
        <p class="comment-acts small">
          <a href={`/discussion/posts/${post.id}/removal`}>Remove it</a>
        </p>
      )}
    </article>
  );
}

const GONE: Record<NonNullable<ShownPost['gone']>, string> = {
  removed: 'Removed by its author.',
  erased: 'Its author has left, and took what they wrote with them.',
  hidden: 'Hidden by a moderator.',
  held: 'Reported as against the law. Hidden until a moderator decides.',
};

function Acts({ post, stance }: { post: ShownPost; stance: Discussion['stance'] }) {
  const base = `/discussion/posts/${post.id}`;
  const of = <span class="sr">, comment by {post.author ?? 'somebody who left'}</span>;
  return (
    <p class="comment-acts small">
      {stance !== 'reads' && (
        <a href={`${base}/answer`}>
          Answer
          {of}
        </a>
      )}
      {post.mayEdit && <a href={`${base}/change`}>Change</a>}
      {post.isOwn ? (
        <a href={`${base}/removal`}>Remove</a>
      ) : (
        <a href={`${base}/report`}>
          Report
          {of}
        </a>
      )}
    </p>
  );
}

/** Paragraphs and bare links: never markup of whoever wrote. */
export function PostText({ text }: { text: string }) {
  return (
    <div class="comment-text">
      {paragraphsOf(text).map((lines) => (
        <p>
          {lines.map((pieces, at) => (
            <>
              {at > 0 && <br />}
              {pieces.map(({ text, href }) =>
                href === null ? (
                  text
                ) : (
                  <a href={href} rel="nofollow ugc noopener">
                    {text}
                  </a>
                ),
              )}
            </>
          ))}
        </p>
      ))}
    </div>
  );
}

function Writing({ discussion, invitation }: { discussion: Discussion; invitation: string | undefined }) {
  const { subject, href, stance } = discussion;
  if (stance === 'reads') return null;
  if (stance === 'signs-in')
    return (
      <Notice kind="note">
        {invitation ? `${invitation} ` : ''}
        <a href={`/sign-in?next=${encodeURIComponent(`${href}#comments`)}`}>Sign in to write</a>
      </Notice>
    );
  return (
    <form class="form" method="post" action="/discussion/posts">
      <input type="hidden" name="subject" value={subject} />
      <TextArea
        id="comment-text"
        name="text"
        label="Write a comment"
        hint={invitation ?? TEXT_HINT}
        maxLength={MOST_CHARACTERS}
        rows={4}
        required
      />
      <p class="small quiet">
        {discussion.readers} See <a href="/about/moderation">how we moderate</a>.
      </p>
      <button class="btn btn-line" type="submit">
        Put it here
      </button>
    </form>
  );
}

export const TEXT_HINT = 'Plain text, up to 4,000 characters. Web addresses become links.';
