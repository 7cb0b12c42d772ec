/** What an organisation says of an achievement, in the words of its form and read. */
export { faultsBeforePublishing, readAchievementForm, type SkillFinder } from './reading.js';
export { textsOfAchievement } from './writing.js';
