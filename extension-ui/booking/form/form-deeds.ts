/** What the details form needs only once it is being filled in: to hold the time, to judge and to send what was typed. */

export { HoldNote } from '../hold/hold-note.tsx';
export { releaseByBeacon, releaseHold } from '../hold/hold-requests.ts';
export { createHolder } from '../hold/holding.ts';
export { ownHoldsOf } from '../hold/own-holds.ts';
export { faultsOf } from './booking-form.ts';
export { judge, refusalOf, renderedVerdict } from './judgement.ts';
export { NearestTimes } from './nearest-times.tsx';
export { RefusalNotice } from './refusal-notice.tsx';
export { sendForm } from './sending.ts';
