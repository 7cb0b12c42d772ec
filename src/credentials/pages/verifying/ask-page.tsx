/** The page that asks for a credential. */
import { type Frame, formatLongDay, Layout, PageHead, type Refusal } from '../../../ui/index.js';
import { type Asked, AskForm, NOTHING_ASKED } from './ask.js';

type AskPageProps = { frame: Frame; today: string; asked?: Asked; refusal?: Refusal };

export function AskPage({ frame, today, asked = NOTHING_ASKED, refusal }: AskPageProps) {
  const title = 'Is this credential real?';
  return (
    <Layout
      frame={frame}
      title={refusal ? `Please check: ${title}` : title}
      description="Drop a badge, a certificate or a link and get a straight answer: is it real, is it current, who issued it, and whose is it. Nothing is kept."
      canonical="/verify"
      section="/verify"
      enhancers={['verify']}
    >
      <div class="wrap page">
        <PageHead
          title={title}
          lede="Give what you were handed: a badge picture, a PDF certificate, a link. You get one straight answer, and every step behind it."
          refusal={refusal}
        />
        <div class="with-aside">
          <AskForm asked={asked} today={formatLongDay(today)} />
          <aside class="stack" aria-label="What is answered">
            <div class="panel">
              <h2 class="panel-head">What you learn</h2>
              <ul class="plain-list">
                <li>Is it real: signed by whoever it names, and not changed since?</li>
                <li>Is it current: not ended, not withdrawn, today or on a day that you choose?</li>
                <li>Is the issuer known here? If not, that is a caution, not a failure.</li>
                <li>Is it theirs: does the name or address you were told fit?</li>
              </ul>
              <p class="small quiet">
                Open Badges 2.0 and 3.0, learner records (CLR 2.0) and other verifiable credentials, from any issuer.
              </p>
            </div>
            <div class="panel">
              <h2 class="panel-head">Without a network</h2>
              <p class="small">
                <a href="/verify/offline">A page to keep</a> checks signatures of the issuers known here on your own
                machine. It is one file and sends nothing.
              </p>
            </div>
          </aside>
        </div>
      </div>
    </Layout>
  );
}
