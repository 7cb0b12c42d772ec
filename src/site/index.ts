/** The front door of the site: its pages, and what is round every page. */
export { makeDemonstration } from './actions/demonstration.js';
export { makeDemonstrationCourse } from './actions/demonstration-course.js';
export { isSample } from './actions/sample.js';
export { jobsPlace } from './actions/staff.js';
export { sampleNote, siteFrame } from './pages/frame.js';
export { errorPageOf, pageFrameOf } from './pages/framed.js';
export { membershipStatement } from './pages/membership-statement.js';
export { drawNext } from './pages/next-section.js';
export { drawTeaching } from './pages/teaching-section.js';
export { weaveCourse } from './routes/course.js';
export { addGuidanceRoutes, guidanceKinds } from './routes/guidance.js';
export { addMyRoutes } from './routes/my.js';
export { addStaffDeskRoutes } from './routes/staff.js';
export { addSiteRoutes } from './routes.js';
