import type { Article } from './article.js';

export const choosing: Article = {
  slug: 'how-to-choose',
  title: 'How to choose: six questions',
  about: 'Six questions to ask before you pay for a short course, and where to find each answer on its page.',
  lede: 'Ten minutes with these six questions save more time than any list of the best courses.',
  group: 'decide',
  checked: '2026-11-23',
  sources: [{ name: 'Our own questions, and the facts that each course’s page shows with source and date' }],
  Body: () => (
    <>
      <p>
        The <a href="/guide">guide</a> asks them one after the other and ranks every course by your answers, with its
        reasons. No account is needed. Here they are to think about first.
      </p>
      <h2>1. What do I want to be able to do?</h2>
      <p>
        Write one sentence: “In six months I can …”. Then compare it with the learning outcomes, not with the title. If
        a page states no outcomes, ask for them. The list of <a href="/skills">skills</a> shows which courses name the
        one that you lack, and which occupations ask for it.
      </p>
      <h2>2. What is new in my field?</h2>
      <p>
        A new rule, method or tool is a good reason to learn now, and a good test of a course: does it know of it? See{' '}
        <a href="/developments">what is new</a>, and look at when the course was last revised.
      </p>
      <h2>3. Who pays, and how much?</h2>
      <p>
        Ask your employer first, and ask early: many have a budget that ends with the year. Look at what the price
        covers. Is the assessment in it, and the certificate? Some courses are <a href="/courses?free=1">free</a> until
        you want the certificate. If the price is for a month, your own pace sets it.
      </p>
      <h2>4. Have I the time?</h2>
      <p>
        Multiply the hours a week by the weeks, and add the assessment. Then take out your calendar: which evening is
        it? If no evening comes to mind, choose something shorter, or one that you can{' '}
        <a href="/courses?pace=self-paced">start at any time</a> and pause.
      </p>
      <h2>5. Who recognises it?</h2>
      <p>
        Think of the one person who must accept it: your manager, your professional body, a university. Does it carry
        credit, count as CPD, lead on to something? On our pages you see who says so, and whether it is{' '}
        <a href="/guidance/what-recognition-means">signed or only claimed</a>.
      </p>
      <h2>6. What do those say who took it?</h2>
      <p>
        Look at how many ratings there are before you look at their average. Then ask the provider for somebody to speak
        to. Two questions are enough: what could you do afterwards, and what would you rather have known before?
      </p>
      <h2>Then decide</h2>
      <p>
        Put two or three side by side in the <a href="/compare">comparison</a>. Where it says <em>not stated</em>, ask
        the provider. How quickly and plainly they answer tells you something too.
      </p>
    </>
  ),
};
