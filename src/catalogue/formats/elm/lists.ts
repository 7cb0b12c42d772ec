/** Concepts of the European Learning Model's controlled lists, by the last part of their addresses. */
import type { CourseRecordInput, Credit, Level, OfferingRecord } from '../../schema.js';

export const SNB = 'http://data.europa.eu/snb';
export const AUTHORITY = 'http://publications.europa.eu/resource/authority';

export const MODES: Record<string, NonNullable<OfferingRecord['mode']>> = {
  '920fbb3cbe': 'online',
  '9191af2ed9': 'in-person',
  e92d221e4d: 'blended',
};

export const SCHEDULES: Record<string, NonNullable<OfferingRecord['studyMode']>> = {
  '72a0ab92fa': 'full-time',
  '67395e6b5a': 'part-time',
  f230bae523: 'part-time',
};

/** ECVET points are no academic credit that could be converted. */
export const CREDITS: Record<string, Credit['scheme']> = { '6fcec5c5af': 'ECTS', '60b314e826': 'UNITS' };

export const SHORT_PROGRAMME = '74a4a268e8';
export const COURSE = '05053c1cbe';
export const PROGRAMME = '79343569f3';
/** Types of learning opportunity that are more than a course. */
export const TYPES: Record<string, NonNullable<CourseRecordInput['kind']>> = { [PROGRAMME]: 'programme' };

/** Levels of the frameworks of the United Kingdom, as the list of national frameworks names them. */
export const NATIONAL_LEVELS: Record<string, Pick<Level, 'framework' | 'value'>> = {
  c_c03aceeb: { framework: 'CQFW', value: '1' },
  c_826abaf9: { framework: 'CQFW', value: '2' },
  c_c7a9fba6: { framework: 'CQFW', value: '3' },
  c_3a511ca6: { framework: 'CQFW', value: '4' },
  c_3cae3a23: { framework: 'CQFW', value: '5' },
  c_fa76c0fa: { framework: 'CQFW', value: '6' },
  c_98740c52: { framework: 'CQFW', value: '7' },
  c_471f5da1: { framework: 'CQFW', value: '8' },
  c_f015bac8: { framework: 'RQF', value: '1' },
  c_e83742bd: { framework: 'RQF', value: '2' },
  c_dddf1163: { framework: 'RQF', value: '3' },
  c_308a1766: { framework: 'RQF', value: '4' },
  c_dec9edae: { framework: 'RQF', value: '5' },
  c_c392e7a2: { framework: 'RQF', value: '6' },
  c_3a94d1b4: { framework: 'RQF', value: '7' },
  c_064b59e6: { framework: 'RQF', value: '8' },
  c_505223a4: { framework: 'SCQF', value: '1' },
  c_2ce57891: { framework: 'SCQF', value: '2' },
  c_31146b2c: { framework: 'SCQF', value: '3' },
  c_61aa9cbc: { framework: 'SCQF', value: '4' },
  c_5e46ea39: { framework: 'SCQF', value: '5' },
  c_c167deaa: { framework: 'SCQF', value: '6' },
  c_326c93a5: { framework: 'SCQF', value: '7' },
  c_d9cf9fd5: { framework: 'SCQF', value: '8' },
  c_e2e0f7fc: { framework: 'SCQF', value: '9' },
  c_021f233f: { framework: 'SCQF', value: '10' },
  c_517309ca: { framework: 'SCQF', value: '11' },
  c_c3f2cd03: { framework: 'SCQF', value: '12' },
};
