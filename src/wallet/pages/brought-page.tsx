/** What became of several files that were brought together. */
import { Crumbs, type Frame, Layout, PageHead, Tag } from '../../ui/index.js';
import type { Kept } from '../actions/bringing.js';

/** One thing that was brought: kept, or why it was not. */
export type BroughtLine = { name: string } & ({ kept: Kept } | { refused: string });

const WORDS: Record<Kept['outcome'], string> = {
  kept: 'kept',
  replaced: 'newer: it has taken the place of your older copy',
  same: 'was there already',
  older: 'you have it already, from the same day or later; that stays',
};

export function BroughtPage({ frame, lines }: { frame: Frame; lines: readonly BroughtLine[] }) {
  return (
    <Layout frame={frame} title="What you brought" section="/my" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'My Cairn', href: '/my' },
            { label: 'Credentials', href: '/my/credentials' },
          ]}
        />
        <PageHead title="What you brought" />
        <ul class="rows">
          {lines.map((line) => (
            <li>
              <div>
                {'kept' in line ? (
                  <a href={`/my/credentials/${line.kept.id}`}>{line.name}</a>
                ) : (
                  <strong>{line.name}</strong>
                )}
                <span class="small">
                  {'kept' in line ? (
                    <Tag tone="good">{WORDS[line.kept.outcome]}</Tag>
                  ) : (
                    <Tag tone="caution">not kept</Tag>
                  )}{' '}
                  {'refused' in line && line.refused}
                </span>
              </div>
            </li>
          ))}
        </ul>
        <p class="after">
          <a href="/my/credentials">All credentials</a> · <a href="/my/credentials/new">Bring more</a>
        </p>
      </div>
    </Layout>
  );
}
