/** What a person follows: the list, and beginning. */
import { ActForm, FormPage, type Frame, Notice, type Refusal, Section, State } from '../../ui/index.js';
import { type Follow, FollowKind, type FollowShown } from '../schema.js';
import { KeptPage } from './kept-shell.js';

export type FollowNamed = Follow & { shown: FollowShown | null };

const HEADS: Record<FollowKind, string> = {
  provider: 'Providers',
  subject: 'Subjects',
  skill: 'Skills',
  body: 'Professional bodies',
  development: 'Developments',
};

/** What one is told of, by kind. */
const TOLD: Record<FollowKind, string> = {
  provider: 'You are told when a course of theirs is new.',
  subject: 'You are told when a course or a development in it is new.',
  skill: 'You are told when a course that teaches it, or a development about it, is new.',
  body: 'You are told when a course that it recognises or awards is new.',
  development: 'You are told when a course that teaches what it is about is new.',
};

const DONE: Record<string, string> = {
  followed: 'You follow it now.',
  ended: 'You do not follow it any more.',
};

type FollowsProps = { frame: Frame; follows: readonly FollowNamed[]; done: string | undefined };

export function FollowsPage({ frame, follows, done }: FollowsProps) {
  return (
    <KeptPage
      frame={frame}
      here="/my/follows"
      title="Followed"
      lede={
        <>
          You are told of what is new. They do not know that you follow them. <a href="/my/alerts">How you are told</a>
        </>
      }
      done={DONE[done ?? '']}
    >
      {follows.length === 0 ? (
        <State kind="empty" title="You follow nothing yet" act={{ href: '/providers', label: 'See the providers' }}>
          <p class="small quiet">
            Choose “Follow” on the page of a provider, a <a href="/subjects">subject</a>, a <a href="/skills">skill</a>{' '}
            or a <a href="/developments">development</a>.
          </p>
        </State>
      ) : (
        FollowKind.options
          .map((kind) => ({ kind, of: follows.filter((follow) => follow.kind === kind) }))
          .filter(({ of }) => of.length > 0)
          .map(({ kind, of }) => (
            <Section id={kind} title={HEADS[kind]}>
              <ul class="rows">
                {of.map((follow) => (
                  <FollowRow follow={follow} />
                ))}
              </ul>
            </Section>
          ))
      )}
    </KeptPage>
  );
}

function FollowRow({ follow: { kind, key, shown } }: { follow: FollowNamed }) {
  return (
    <li>
      <div>{shown ? <a href={shown.href}>{shown.label}</a> : <span>No longer here: {key}</span>}</div>
      <ActForm action="/my/follows/removed" values={{ kind, key }} label="Stop following" about={shown?.label ?? key} />
    </li>
  );
}

type NewFollowProps = {
  frame: Frame;
  target: { kind: FollowKind; key: string } & FollowShown;
  isFollowed: boolean;
  refusal?: Refusal | null;
};

export function NewFollowPage({ frame, target, isFollowed, refusal = null }: NewFollowProps) {
  const { kind, key, label, href } = target;
  const values = { kind, key };
  const back = (
    <p>
      <a href={href}>Back to {label}</a>
    </p>
  );
  const trail = [
    { label: 'My Cairn', href: '/my' },
    { label: 'Followed', href: '/my/follows' },
  ];
  if (isFollowed)
    return (
      <KeptPage frame={frame} here="/my/follows" title={`You follow ${label}`} lede={TOLD[kind]}>
        <Notice kind="note">You follow it already.</Notice>
        <ActForm action="/my/follows/removed" values={values} label="Stop following" about={label} />
        <div class="after">{back}</div>
      </KeptPage>
    );
  return (
    <FormPage
      frame={frame}
      title={`Follow ${label}`}
      lede={TOLD[kind]}
      trail={trail}
      section="/my"
      action="/my/follows/add"
      act="Follow"
      refusal={refusal}
      after={back}
    >
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </FormPage>
  );
}
