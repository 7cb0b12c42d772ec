/**
 * What is kept of somebody who takes a course here: what, why, how long, who sees it. The page that tells learners is drawn
 * from this list, and a test holds it against the tables: no column about a person is here without being told.
 */
export type Kept = {
  what: string;
  about: string;
  why: string;
  howLong: string;
  who: string;
  /** Where it stands: tables of `learning` with the columns that this is about. */
  columns: Readonly<Record<string, string>>;
};

const WITH_ACCOUNT = 'Until you erase your account.';
const YOU = 'You alone.';
const YOU_AND_STAFF =
  'You; with your name those who assess or register at the provider. Other members see figures alone.';

export const KEPT: readonly Kept[] = [
  {
    what: 'Your place on the course',
    about:
      'Which course, edition and run you take, since when, whether you are learning, have completed or left, with a number that stands for you where your steps are counted.',
    why: 'Without it nobody could know that the course is open to you.',
    howLong: WITH_ACCOUNT,
    who: YOU_AND_STAFF,
    columns: {
      enrolment:
        'id person_id course_id edition offering_id state actor_key enrolled_at starts extension_days completed_at left_at',
      move: 'id enrolment_id from_offering to_offering from_edition to_edition moved_at',
    },
  },
  {
    what: 'Where you stopped',
    about: 'The step that you had open last, the place in it, and the day on which you were last here.',
    why: 'So that you go on where you stopped, on any device. The day helps staff to see who may need them.',
    howLong: WITH_ACCOUNT,
    who: 'You. Those who assess or register at the provider see the day.',
    columns: { enrolment: 'last_step last_seen', step_progress: 'place place_number' },
  },
  {
    what: 'What you have done',
    about: 'Which steps you opened and did, when, and how: by marking, watching, passing, posting or being there.',
    why: 'It is what the course is completed by.',
    howLong: WITH_ACCOUNT,
    who: YOU_AND_STAFF,
    columns: { step_progress: 'enrolment_id step digest opened_at done_at how ask_again' },
  },
  {
    what: 'Observed time',
    about:
      'Seconds in which a step was in front of you and in use. It is never a mark, and never added to other hours.',
    why: 'So that you can compare it with the hours that the authors planned, and with what you say it took.',
    howLong: WITH_ACCOUNT,
    who: YOU,
    columns: { step_progress: 'observed_seconds' },
  },
  {
    what: 'Notes and reflections',
    about: 'What you write for yourself at a step.',
    why: 'They are yours, to learn with and to use in your CPD record.',
    howLong: 'Until you remove them or erase your account.',
    who: YOU,
    columns: { writing: 'enrolment_id step kind prompt text saves written changed' },
  },
  {
    what: 'How you like recordings',
    about: 'Speed and captions.',
    why: 'So that you set them once.',
    howLong: WITH_ACCOUNT,
    who: YOU,
    columns: { playback: 'person_id speed captions changed' },
  },
  {
    what: 'Quizzes and tests',
    about: 'Each attempt: which questions you were asked, what you answered, when, and what it earned.',
    why: 'To score it, to tell you what was right, and so that a test counts.',
    howLong: WITH_ACCOUNT,
    who: 'You. Staff see the score with your name, and your answers in figures over all learners.',
    columns: {
      attempt:
        'id enrolment_id step edition digest number seed drawn agreed_at started_at due_at answers answers_number answers_by answers_at ended_at ended_how points most score passed result',
      step_result: 'enrolment_id step digest score passed by reference decided_at',
    },
  },
  {
    what: 'More time in tests',
    about: 'A factor by which your time is longer, if you have one. No reason is kept.',
    why: 'So that a test is fair to you.',
    howLong: WITH_ACCOUNT,
    who: 'Those who assess at the provider. You see the time that you have.',
    columns: { accommodation: 'person_id course_id multiplier set_by set_at' },
  },
  {
    what: 'Supervision and identity',
    about: 'That an assessment was supervised or your identity checked: how, and on which day. Never a document.',
    why: 'Your credential can then say so.',
    howLong: WITH_ACCOUNT,
    who: 'You; those who assess at the provider; whoever you show a credential that says it.',
    columns: {
      assurance: 'enrolment_id step kind method day recorded_by recorded_at',
      submission: 'supervision identity_method identity_on',
    },
  },
  {
    what: 'Assignments',
    about: 'Your work with its files, drafts too, how it was marked and by whom, and an appeal if you made one.',
    why: 'To mark it, and to show why it was marked so.',
    howLong: WITH_ACCOUNT,
    who: 'You and those who mark it, without your name where the course says so. Drafts: you alone.',
    columns: {
      submission:
        'id enrolment_id step number course_id edition state words set_aside saves integrity_agreed peers_agreed started_at saved_at submitted_at promised_by returned_words mark score passed decided_at',
      submission_file: 'id submission_id name type bytes sha256 added_at',
      marking: 'submission_id part marker_id taken_until mark score decided_at',
      mark_agreement: 'submission_id mark score reason proposed_by proposed_at agreed_by agreed_at',
      mark_appeal: 'submission_id words appealed_at outcome reason decided_by decided_at score_before',
    },
  },
  {
    what: 'Reading each other’s work',
    about: 'What you wrote on others’ work and they on yours, if you agreed to it.',
    why: 'So that you learn from each other. No completion waits for it.',
    howLong: WITH_ACCOUNT,
    who: 'You and the one whose work it is, without names. Assessors, where something is reported.',
    columns: {
      peer_reading:
        'id submission_id reader_id asked_at answers written_at thanked_at flagged_at flag_words decision decided_by decided_at',
    },
  },
  {
    what: 'Completion',
    about: 'That and when you completed, by which figures, what was issued for it, and the hours that you say it took.',
    why: 'To issue your credential. The hours are for your CPD record.',
    howLong: WITH_ACCOUNT,
    who: `${YOU_AND_STAFF} The hours: you alone.`,
    columns: {
      completion:
        'enrolment_id course_id edition reckoned achievement_id credential_id refused declared_minutes completed_at tried_at',
    },
  },
  {
    what: 'Time: pauses and more of it',
    about: 'From when to when you paused, and how many days you asked for. No reason is asked.',
    why: 'Your deadlines move with it.',
    howLong: WITH_ACCOUNT,
    who: 'You, and those who register at the provider.',
    columns: {
      pause: 'id enrolment_id from_day until_day made_at',
      extension: 'id enrolment_id days state words asked_at decided_at',
    },
  },
  {
    what: 'Your place: voucher, invoice, waiting',
    about:
      'Which voucher you used, or the purchase order and who pays; that you wait for a seat; wrong codes of the last hour.',
    why: 'So that places go to those who have them.',
    howLong: 'Until you erase your account; the record of an invoice stays, without you.',
    who: 'You, and those who register at the provider. An employer sees how many places are taken.',
    columns: {
      voucher_use: 'id voucher_id enrolment_id used_at',
      invoice:
        'id offering_id enrolment_id purchase_order billed billed_email amount currency state reason asked_at decided_at',
      waiting: 'offering_id person_id asked_at told_at',
      code_try: 'person_id kind since tries',
    },
  },
  {
    what: 'Live sessions',
    about: 'That you are coming, were there or are excused.',
    why: 'Places are counted, and being there may count towards completion.',
    howLong: WITH_ACCOUNT,
    who: 'You, and those who register at the provider.',
    columns: { attendance: 'session_id enrolment_id state how at' },
  },
  {
    what: 'What you say to others',
    about:
      'What you write in discussions and to staff, which discussions you follow, and how often a letter tells you.',
    why: 'It is what you want others to read.',
    howLong: 'Until you remove it or erase your account.',
    who: 'Discussions: those who take the course with you, and its staff. Questions: those who assess it. What you follow: you alone.',
    columns: {
      follow: 'enrolment_id subject since',
      digest: 'person_id every told_until',
      question: 'enrolment_id waiting_since told last_at',
    },
  },
  {
    what: 'Being seen, and contacts',
    about:
      'The name and lines that you chose to show; contacts that you asked for or gave, and when; whom you blocked.',
    why: 'Only if you choose it: to stay in touch with those whom you learnt with.',
    howLong: 'Until you take it back or erase your account.',
    who: 'Those who chose to be seen too. A contact: the one to whom you gave it. Blocks: you alone.',
    columns: {
      listing: 'id person_id enrolment_id achievement_id name about workplace created changed',
      contact:
        'id asker_id asked_id asker_name asked_name asker_contact asked_contact state asked_at answered_at ended_at',
      block: 'person_id blocked_id name created',
    },
  },
  {
    what: 'Letters from staff',
    about: 'When they asked you whether you are all right.',
    why: 'So that you are not asked more than once a week.',
    howLong: WITH_ACCOUNT,
    who: 'You, and those who register at the provider.',
    columns: { check_in: 'enrolment_id sent_at' },
  },
  {
    what: 'Statements',
    about:
      'That a step was opened, done, passed or failed, and when, in the form in which learning programs tell each other (xAPI). They know you by a number that only this site can match with you.',
    why: 'So that what you learnt can be proved and taken along.',
    howLong: 'As long as the provider keeps them. When you erase your account, nobody can match the number any more.',
    who: 'Programs of the provider, without your name.',
    columns: { untold: 'id enrolment_id edition verb step score at' },
  },
];

/** `table.column` of all that is told. */
export function toldColumns(): string[] {
  return KEPT.flatMap(({ columns }) =>
    Object.entries(columns).flatMap(([table, names]) => names.split(' ').map((name) => `${table}.${name}`)),
  );
}
