import { Act } from '../../ui/index.js';

type FollowLinkProps = {
  kind: 'provider' | 'body' | 'subject' | 'skill';
  /** Slug or id. */
  of: string;
  children: string;
};

/** The way to being told of what is new. The same for everybody, since these pages are. */
export function FollowLink({ kind, of, children }: FollowLinkProps) {
  return (
    <Act href={`/my/follows/add?kind=${kind}&key=${encodeURIComponent(of)}`} icon="bell">
      {children}
    </Act>
  );
}
