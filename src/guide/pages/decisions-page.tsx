/** The decisions that a person keeps. */
import { Act, Crumbs, type Frame, formatDay, Layout, PageHead, State } from '../../ui/index.js';
import type { DecisionLine } from '../schema.js';

type Props = { frame: Frame; done: string | undefined; decisions: readonly DecisionLine[] };

export function DecisionsPage({ frame, done, decisions }: Props) {
  return (
    <Layout frame={frame} title="Decisions" section="/my" unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'My Cairn', href: '/my' }, { label: 'Decisions' }]} />
        <PageHead
          title="Decisions"
          lede="Answers that you gave to the guide, with what it found then and what you chose."
          done={done}
        />
        {decisions.length === 0 ? (
          <State kind="empty" title="Nothing is kept yet" act={{ href: '/guide', label: 'Answer six questions' }}>
            <p>Each result of the guide has a button that keeps it here.</p>
          </State>
        ) : (
          <>
            <ul class="rows">
              {decisions.map(({ id, name, chosen, changed, headline }) => (
                <li>
                  <div>
                    <a href={`/my/decisions/${id}`}>{name}</a>
                    <span class="small">{chosen ? `Chosen: ${chosen.title}` : headline}</span>
                    <span class="quiet small">{formatDay(changed.toISOString().slice(0, 10))}</span>
                  </div>
                </li>
              ))}
            </ul>
            <p>
              <Act href="/guide" icon="arrow-right">
                Begin another
              </Act>
            </p>
          </>
        )}
      </div>
    </Layout>
  );
}
