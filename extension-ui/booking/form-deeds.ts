/** What the details form needs only once it is being filled in: to hold the time, to judge and to send what was typed. */
export { faultsOf } from './booking-form.ts';
export { HoldNote } from './hold-note.tsx';
export { releaseByBeacon, releaseHold } from './hold-requests.ts';
export { createHolder } from './holding.ts';
export { judge, refusalOf, renderedVerdict } from './judgement.ts';
export { NearestTimes } from './nearest-times.tsx';
export { ownHoldsOf } from './own-holds.ts';
export { RefusalNotice } from './refusal-notice.tsx';
export { sendForm } from './sending.ts';
