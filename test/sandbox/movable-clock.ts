/**
 * Preloaded into the app's process: what the product takes for now goes ahead of the machine's clock by as many milliseconds as the
 * parent sends, and each is acknowledged. Timers and schedules keep to the machine's.
 */

const machineNow = Date.now;
let ahead = 0;
Date.now = () => machineNow() + ahead;

process.on('message', milliseconds => {
  ahead += Number(milliseconds);
  process.send?.('moved');
});
