/** What somebody leaves behind in assignments: work handed in, marked and appealed; others' work read; marks given as an assessor. */
import { addEnrolment, addHostedCourse, DEMO_CONTENT } from './learning.js';
import { addMembers, newClient, post, signUp, type TestPerson, verifiedOrganisation } from './people.js';
import { personIdOf } from './roles.js';
import type { Tracing } from './traces.js';

export async function handsIn({ site, id, email, other }: Tracing, mine: TestPerson): Promise<void> {
  const { db, pool } = site.database;
  const third = await signUp(site, 'Demo Third Learner', 'third-learner@example.org');
  const organisation = await verifiedOrganisation(site, 'Demo Delta Institute', { owner: other });
  const contentWith = (more: object) => ({
    ...DEMO_CONTENT,
    weeks: (DEMO_CONTENT.weeks ?? []).map((week) => ({
      ...week,
      steps: week.steps.map((step) => (step.type === 'assignment' ? { ...step, ...more } : step)),
    })),
  });
  const [taken, taught] = [
    await addHostedCourse(db, { organisationId: organisation.id, slug: 'taken', content: contentWith({ peers: 1 }) }),
    await addHostedCourse(db, {
      ...{ organisationId: organisation.id, slug: 'taught', content: contentWith({ secondMarking: 'all' }) },
    }),
  ];
  const thirdId = await personIdOf(site, third);
  const enrolments = [
    await addEnrolment(db, taken, id),
    await addEnrolment(db, taken, thirdId),
    await addEnrolment(db, taught, thirdId),
  ];
  const [ours, theirs, taughts] = enrolments.map((enrolment) => `/learn/${enrolment}/steps/plan`) as [
    string,
    string,
    string,
  ];
  const work = (words: string) => ({ number: '1', saves: '0', words, peers: 'yes' });
  await act(`${ours}/submission`, work('Quillfeather plans to clean the wound'), mine);
  await act(`${theirs}/submission`, work('Another plan'), third);
  await act(`${taughts}/submission`, work('A third plan'), third);
  const submissionOf = async (enrolment: string | undefined) =>
    String((await pool.query('select id from learning.submission where enrolment_id = $1', [enrolment])).rows[0]?.id);
  await pool.query(
    `insert into learning.submission_file (id, submission_id, name, type, bytes, sha256, added_at)
     values (gen_random_uuid(), $1, 'quillfeather.txt', 'txt', 1, $2, now())`,
    [await submissionOf(enrolments[0]), '0'.repeat(64)],
  );
  const peer = await act(`${ours}/peers`, {}, mine);
  await act(peer, { overall: 'Quillfeather finds it clear' }, mine);

  const desk = `/organisations/${organisation.slug}/marking`;
  const mark = async (person: TestPerson, submission: string, level: string) => {
    await act(`${desk}/${submission}/taking`, {}, person);
    await act(`${desk}/${submission}/mark`, { act: 'decide', 'level-assessment': level }, person);
  };
  const own = await submissionOf(enrolments[0]);
  await mark(other, own, 'not-yet');
  await act(`${ours}/appeal`, { submission: own, words: 'Quillfeather did assess it' }, mine);
  await addMembers(site, organisation, { assessor: { ...mine, email } });
  const marked = await submissionOf(enrolments[2]);
  await mark(mine, marked, 'well');
  await mark(other, marked, 'not-yet');
  await act(`${desk}/${marked}/agreement`, { 'level-assessment': 'well', reason: 'It is assessed' }, mine);

  async function act(path: string, fields: Record<string, string>, { cookie }: TestPerson): Promise<string> {
    const answer = await post(site, path, fields, cookie, newClient());
    const to = String(answer.headers.location);
    if (answer.statusCode !== 303 || to.includes('refused='))
      throw new Error(`${path} answered ${answer.statusCode} ${to}: ${answer.body.slice(0, 1000)}`);
    return to;
  }
}
