/**
 * Preloaded into the app's process: what the product takes for now goes ahead of the machine's clock by as many milliseconds as the
 * parent sends, and each is acknowledged; `CLOCK_AHEAD` is how far it goes ahead, or after, from the start. Timers and schedules keep to the
 * machine's.
 */

const machineNow = Date.now;
let ahead = Number(process.env.CLOCK_AHEAD ?? 0);
Date.now = () => machineNow() + ahead;

process.on('message', milliseconds => {
  ahead += Number(milliseconds);
  process.send?.('moved');
});
